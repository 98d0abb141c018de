package org.vigil.retrieval.cases;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.vigil.schemas.event.ErasureScope;

/**
 * What the catalogue holds of one study. Immutable. Its methods give the same entry however often
 * the same thing is told.
 *
 * @param studyId the study
 * @param facts empty while only verdicts are known
 * @param revision of the newest score; 0 before the first
 * @param spaces every space that it has a vector in, as slot/version
 * @param latestSpace where its newest shown score was made
 * @param reported findings that its newest shown score puts above their thresholds
 * @param verdicts each reader's last word, by reader
 * @param standing whether it may serve others
 */
public record StudyEntry(
    String studyId,
    Optional<StudyFacts> facts,
    int revision,
    Set<String> spaces,
    Optional<String> latestSpace,
    Set<String> reported,
    Map<String, CaseVerdict> verdicts,
    Standing standing) {

  /** A study that nothing is known of yet. */
  public static StudyEntry unknown(String studyId) {
    return nothing(studyId, Standing.OPEN);
  }

  private static StudyEntry nothing(String studyId, Standing standing) {
    return new StudyEntry(
        studyId, Optional.empty(), 0, Set.of(), Optional.empty(), Set.of(), Map.of(), standing);
  }

  /** The study was looked at by a model, whatever came of it. */
  public StudyEntry seen(StudyFacts known, int atRevision) {
    return new StudyEntry(
        studyId, Optional.of(known), atRevision, spaces, latestSpace, reported, verdicts, standing);
  }

  /** The study has a vector in a space. */
  public StudyEntry embedded(EmbeddingSpace space) {
    Set<String> all = new TreeSet<>(spaces);
    all.add(space.toString());
    return new StudyEntry(studyId, facts, revision, all, latestSpace, reported, verdicts, standing);
  }

  /** The score that is shown was made in a space and reports some findings. */
  public StudyEntry shown(EmbeddingSpace space, Set<String> findings) {
    return new StudyEntry(
        studyId,
        facts,
        revision,
        spaces,
        Optional.of(space.toString()),
        new TreeSet<>(findings),
        verdicts,
        standing);
  }

  /** A reader gave a word, which replaces their earlier one. */
  public StudyEntry confirmed(String reader, CaseVerdict verdict) {
    Map<String, CaseVerdict> all = new TreeMap<>(verdicts);
    all.merge(reader, verdict, CaseVerdict::later);
    return new StudyEntry(studyId, facts, revision, spaces, latestSpace, reported, all, standing);
  }

  /** The study serves nobody else any more; of an erased one nothing but that stays. */
  public StudyEntry erased(ErasureScope scope) {
    Standing next = standing.and(Standing.of(scope));
    return next == Standing.ERASED
        ? nothing(studyId, next)
        : new StudyEntry(
            studyId, facts, revision, Set.of(), Optional.empty(), reported, verdicts, next);
  }

  /** Whether the study may have vectors and be shown beside others. */
  @JsonIgnore
  public boolean isOpen() {
    return standing == Standing.OPEN;
  }

  /** The last word of all readers that stands; empty where there is none. */
  @JsonIgnore
  public Optional<CaseVerdict> verdict() {
    return said().max(CaseVerdict.BY_TIME);
  }

  /** How many readers' words stand. */
  @JsonIgnore
  public int readers() {
    return (int) said().count();
  }

  private Stream<CaseVerdict> said() {
    return verdicts.values().stream().filter(verdict -> !verdict.withdrawn());
  }
}
