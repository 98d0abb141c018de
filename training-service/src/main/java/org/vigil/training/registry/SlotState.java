package org.vigil.training.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;

/**
 * Which bundles a slot uses, and who decided it. Immutable; the methods that change something give
 * the next state.
 *
 * @param slot the slot
 * @param active its scores are shown
 * @param shadow never the active one
 * @param canary never the active one
 * @param canaryShare 0 to 1; 0 exactly where there is no canary
 * @param before versions that were active earlier, latest first, at most {@link #REMEMBERED}
 * @param decision the last decision
 */
public record SlotState(
    String slot,
    Optional<BundleRef> active,
    Optional<BundleRef> shadow,
    Optional<BundleRef> canary,
    double canaryShare,
    List<String> before,
    Decision decision) {

  /** How many earlier active versions a slot can be rolled back through. */
  public static final int REMEMBERED = 20;

  public SlotState {
    before = List.copyOf(before.subList(0, Math.min(before.size(), REMEMBERED)));
  }

  /** A slot that nothing was ever promoted in. */
  public static SlotState empty(String slot) {
    return new SlotState(
        slot,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        List.of(),
        new Decision("", "", Instant.EPOCH));
  }

  /** The state that a promotion event and its history header tell. */
  public static SlotState of(BundlePromoted event, List<String> before) {
    Decision decision =
        new Decision(
            event.getBy(),
            Optional.ofNullable(event.getReason()).orElse(""),
            event.getPromotedAt());
    return new SlotState(
        event.getSlot(),
        Optional.ofNullable(event.getActive()),
        Optional.ofNullable(event.getShadow()),
        Optional.ofNullable(event.getCanary()),
        event.getCanaryShare(),
        before,
        decision);
  }

  /** The event that tells this state. */
  public BundlePromoted event() {
    return BundlePromoted.newBuilder()
        .setSlot(slot)
        .setActive(active.orElse(null))
        .setShadow(shadow.orElse(null))
        .setCanary(canary.orElse(null))
        .setCanaryShare(canaryShare)
        .setBy(decision.by())
        .setReason(decision.reason())
        .setPromotedAt(decision.at())
        .build();
  }

  /** The bundle's scores are shown from now on; it leaves its other places. */
  public SlotState activated(BundleRef bundle, Decision why) {
    SlotState freed = without(bundle);
    List<String> earlier = new ArrayList<>();
    active.filter(old -> !old.equals(bundle)).ifPresent(old -> earlier.add(old.getVersion()));
    earlier.addAll(before);
    return new SlotState(
        slot, Optional.of(bundle), freed.shadow, freed.canary, freed.canaryShare, earlier, why);
  }

  /** The active bundle of before is active again, and forgotten as an earlier one. */
  public SlotState rolledBack(BundleRef previous, Decision why) {
    SlotState freed = without(previous);
    return new SlotState(
        slot,
        Optional.of(previous),
        freed.shadow,
        freed.canary,
        freed.canaryShare,
        before.subList(1, before.size()),
        why);
  }

  /** The bundle is scored in the shadow. */
  public SlotState shadowed(BundleRef bundle, Decision why) {
    SlotState freed = without(bundle);
    return new SlotState(
        slot, active, Optional.of(bundle), freed.canary, freed.canaryShare, before, why);
  }

  /** The bundle scores a share of the studies. */
  public SlotState canaried(BundleRef bundle, double share, Decision why) {
    SlotState freed = without(bundle);
    return new SlotState(slot, active, freed.shadow, Optional.of(bundle), share, before, why);
  }

  /** The slot without its shadow or its canary. */
  public SlotState withdrawn(Standing place, Decision why) {
    boolean dropCanary = place == Standing.CANARY;
    return new SlotState(
        slot,
        active,
        place == Standing.SHADOW ? Optional.empty() : shadow,
        dropCanary ? Optional.empty() : canary,
        dropCanary ? 0 : canaryShare,
        before,
        why);
  }

  /** The place that a bundle holds here. */
  public Standing standing(BundleRef bundle) {
    Optional<BundleRef> sought = Optional.of(bundle);
    if (active.equals(sought)) {
      return Standing.ACTIVE;
    }
    if (canary.equals(sought)) {
      return Standing.CANARY;
    }
    return shadow.equals(sought) ? Standing.SHADOW : Standing.REGISTERED;
  }

  private SlotState without(BundleRef bundle) {
    return switch (standing(bundle)) {
      case SHADOW -> withdrawn(Standing.SHADOW, decision);
      case CANARY -> withdrawn(Standing.CANARY, decision);
      case ACTIVE, REGISTERED -> this;
    };
  }
}
