package org.vigil.ingest.erasure;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.word.Words;

/** Removes objects and counts them by what they were. Not thread-safe. */
final class Removed {

  /** What an object was. */
  enum Part {
    ORIGINALS,
    NORMALISED,
    EXPLANATIONS,
    IDENTITIES,
    INSTANCES,
    CATALOGUE,
    DEIDENTIFIED,
    ORDERS,
    PATIENTS,
    KEPT_FOR_OTHERS
  }

  private final ObjectStore store;
  private final Map<Part, Integer> counts = new EnumMap<>(Part.class);

  Removed(ObjectStore store) {
    this.store = store;
  }

  /** Removes an object if it is there. */
  void remove(Part part, ObjectKey key) {
    if (store.size(key).isPresent()) {
      store.delete(key);
      count(part);
    }
  }

  void count(Part part) {
    counts.merge(part, 1, Integer::sum);
  }

  /** Every part with its number, for the evidence. */
  String summary() {
    return counts.isEmpty()
        ? "nothing was there"
        : counts.entrySet().stream()
            .map(entry -> Words.of(entry.getKey()) + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }
}
