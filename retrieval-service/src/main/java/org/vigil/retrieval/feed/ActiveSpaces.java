package org.vigil.retrieval.feed;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.schemas.event.BundlePromoted;

/** The embedding space that serves in each slot: that of the slot's active bundle. Thread-safe. */
public final class ActiveSpaces {
  private final Map<String, EmbeddingSpace> bySlot = new ConcurrentHashMap<>();

  /** A slot uses other bundles from now on. */
  public void promoted(BundlePromoted event) {
    if (event.getActive() == null) {
      bySlot.remove(event.getSlot());
    } else {
      bySlot.put(
          event.getSlot(), new EmbeddingSpace(event.getSlot(), event.getActive().getVersion()));
    }
  }

  public boolean isActive(EmbeddingSpace space) {
    return space.equals(bySlot.get(space.slot()));
  }

  /** Every space that serves now. */
  public Collection<EmbeddingSpace> all() {
    return bySlot.values();
  }
}
