package org.vigil.retrieval.index;

import java.util.List;
import java.util.Optional;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;

/**
 * The vectors of one embedding space, and which of them are nearest to another.
 *
 * <p>Laws, which {@code CaseIndexContract} tests: one thread changes and commits, any thread looks
 * up; a change is visible to look-ups after {@link #refresh} and there for ever after {@link
 * #commit}; putting or removing something twice is doing it once. A disk or an engine that fails is
 * an {@link java.io.UncheckedIOException}: nothing that was not committed may then be counted on.
 */
public interface CaseIndex extends AutoCloseable {

  /** Puts a study's vector in the place of its earlier one; a study without facts has no place. */
  void put(StudyEntry study, UnitVector vector);

  /** Takes a study away, if it is there. */
  void remove(String studyId);

  /** Makes what was put and removed visible. */
  void refresh();

  /** Makes what was put and removed durable. */
  void commit();

  /** Takes the bytes of what was removed off the disk, where removing alone only marks them. */
  void purge();

  /**
   * Puts what was written in pieces together, for faster look-ups; to be called while nothing
   * changes.
   *
   * @return whether there was anything to do
   */
  boolean settle();

  /** Keeps the local files of the last commit as they are; none where they lie elsewhere. */
  CommitHold hold();

  Optional<UnitVector> vector(String studyId);

  /** The width that every vector here has; empty while there is none. */
  Optional<Integer> width();

  /**
   * The studies nearest to a vector of those that may be seen and pass, nearest first; never the
   * study that asks, nor another known one of its patient.
   *
   * @param k how many at most
   */
  List<Neighbour> nearest(Likeness like, int k, CaseFilter filter, Visibility visibility);

  /** How many studies may be seen and pass. */
  int count(CaseFilter filter, Visibility visibility);

  /** The name of a filter whose word, of no fixed list, no study has; empty if all are known. */
  Optional<String> unknownWord(CaseFilter filter);

  /** Some studies with a verdict, from all over; the same as long as nothing changes. */
  List<String> sample(int most);

  /** How many studies are visible. */
  int size();

  @Override
  void close();
}
