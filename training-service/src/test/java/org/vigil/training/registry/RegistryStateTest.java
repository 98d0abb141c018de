package org.vigil.training.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigil.schemas.event.BundleRef;

class RegistryStateTest {
  private static final Decision WHY = new Decision("ann", "better", Instant.EPOCH);

  @Test
  void anOlderFactThatArrivesLaterChangesNothing() {
    RegistryState state = new RegistryState();
    SlotState first = SlotState.empty("s").activated(ref("a"), WHY);
    SlotState second = first.activated(ref("b"), WHY);

    state.promoted(7, second);
    state.promoted(6, first);

    assertEquals(second, state.slot("s"));
  }

  @Test
  void aSlotComesBackFromItsEventAndHistoryAsItWas() {
    SlotState slot =
        SlotState.empty("s")
            .activated(ref("a"), WHY)
            .activated(ref("b"), WHY)
            .canaried(ref("c"), 0.25, WHY);
    assertEquals(slot, SlotState.of(slot.event(), slot.before()));
  }

  @Test
  void theHistoryIsBounded() {
    SlotState slot = SlotState.empty("s");
    for (int i = 0; i < 100; i++) {
      slot = slot.activated(ref("v" + i), WHY);
    }
    assertEquals(SlotState.REMEMBERED, slot.before().size());
    assertEquals(List.of("v98", "v97"), slot.before().subList(0, 2));
    assertEquals(Optional.of(ref("v99")), slot.active());
  }

  private static BundleRef ref(String version) {
    return new BundleRef("s", version, "d".repeat(64));
  }
}
