package org.vigil.retrieval.feed;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;

/**
 * The embedding space that serves in each slot: that of the slot's active bundle; and the one that
 * may serve next. A promotion changes both at once. Thread-safe.
 */
public final class ActiveSpaces {
  private final Map<String, Slot> bySlot = new ConcurrentHashMap<>();

  private record Slot(Optional<EmbeddingSpace> serving, Optional<EmbeddingSpace> next) {}

  /** A slot uses other bundles from now on. */
  public void promoted(BundlePromoted event) {
    bySlot.put(
        event.getSlot(),
        new Slot(
            space(event, Optional.ofNullable(event.getActive())),
            space(event, Optional.ofNullable(event.getShadow()))));
  }

  private static Optional<EmbeddingSpace> space(BundlePromoted event, Optional<BundleRef> bundle) {
    return bundle.map(ref -> new EmbeddingSpace(event.getSlot(), ref.getVersion()));
  }

  public boolean isActive(EmbeddingSpace space) {
    return use(space) == SpaceUse.SERVING;
  }

  /** What a space is used for now. */
  public SpaceUse use(EmbeddingSpace space) {
    Slot slot = bySlot.get(space.slot());
    if (slot != null && slot.serving().filter(space::equals).isPresent()) {
      return SpaceUse.SERVING;
    }
    return slot != null && slot.next().filter(space::equals).isPresent()
        ? SpaceUse.NEXT
        : SpaceUse.FORMER;
  }
}
