package org.vigil.retrieval.lookup;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.index.CaseLibrary;

/**
 * Knows for each space what near enough means: what was set for its slot, else what was learnt from
 * its cases, else a number for all. Thread-safe.
 */
public final class ClosenessBook {
  private final CaseLibrary library;
  private final Calibration calibration;
  private final Map<String, Double> setBySlot;
  private final double elsewhere;
  private final Map<EmbeddingSpace, Closeness> learnt = new ConcurrentHashMap<>();
  private final Map<EmbeddingSpace, Integer> learntAt = new ConcurrentHashMap<>();

  public ClosenessBook(
      CaseLibrary library, Sight sight, Map<String, Double> setBySlot, double elsewhere) {
    this.library = library;
    this.calibration = new Calibration(library, sight);
    this.setBySlot = Map.copyOf(setBySlot);
    this.elsewhere = elsewhere;
  }

  public Closeness of(EmbeddingSpace space) {
    Double set = setBySlot.get(space.slot());
    return set == null ? learnt.getOrDefault(space, Closeness.set(elsewhere)) : Closeness.set(set);
  }

  /** Learns again for each space that has changed since. Takes some hundred look-ups a space. */
  public void learn() {
    for (EmbeddingSpace space : library.spaces()) {
      int size = library.size(space);
      Integer before = learntAt.put(space, size);
      if (before == null || before != size || !learnt.containsKey(space)) {
        calibration
            .of(space)
            .ifPresentOrElse(found -> learnt.put(space, found), () -> learnt.remove(space));
      }
    }
  }
}
