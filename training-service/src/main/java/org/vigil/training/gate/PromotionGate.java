package org.vigil.training.gate;

import java.util.Optional;
import java.util.function.Predicate;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.BundleRegistered;
import org.vigil.schemas.word.Words;
import org.vigil.training.registry.RefusedException;
import org.vigil.training.registry.RefusedException.Remedy;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.registry.SlotState;
import org.vigil.training.registry.Standing;

/**
 * Lets bundles through that the gate has passed against the bundle that is active now. Bundles that
 * came with the installation, and those that were active before, need no decision. Thread-safe.
 */
public final class PromotionGate {
  private final RegistryState state;
  private final GateArchive archive;
  private final GateSettings rules;
  private final Predicate<String> installed;
  private final boolean anotherApprover;

  /**
   * @param installed whether {@code slot/version} came with the installation
   * @param signOn whether names are proved: then nobody promotes what they asked for themselves
   */
  public PromotionGate(
      RegistryState state,
      GateArchive archive,
      GateSettings rules,
      Predicate<String> installed,
      boolean signOn) {
    this.anotherApprover = signOn || rules.anotherApprover();
    this.state = state;
    this.archive = archive;
    this.rules = rules;
    this.installed = installed;
  }

  /**
   * The decision that lets a bundle through; empty where none is needed.
   *
   * @param by who wants to promote it
   * @throws RefusedException if it may not have that place
   */
  public Optional<GateDecision> pass(String slot, String version, Standing place, String by) {
    Optional<BundleRef> bundle = state.bundle(slot, version).map(BundleRegistered::getBundle);
    SlotState now = state.slot(slot);
    if (bundle.isEmpty() // The registry says so better.
        || place == Standing.SHADOW
        || installed.test(slot + "/" + version)
        || now.before().contains(version)
        || now.standing(bundle.get()) == Standing.ACTIVE) {
      return Optional.empty();
    }
    GateDecision decision =
        archive.latest(bundle.get()).orElseThrow(() -> refused("the gate has not seen it yet"));
    require(now, bundle.get(), decision, by);
    return Optional.of(decision);
  }

  private void require(SlotState now, BundleRef bundle, GateDecision decision, String by) {
    if (decision.outcome() != GateOutcome.PASSED) {
      throw refused(
          "the gate says %s (decision %s): %s"
              .formatted(Words.of(decision.outcome()), decision.id(), decision.obstacle()));
    }
    if (!decision.reference().equals(now.active().map(BundleRef::getDigest))) {
      throw refused("it was compared with another bundle than the active one; evaluate it again");
    }
    if (rules.shadowFirst()
        && now.active().isPresent()
        && now.standing(bundle) == Standing.REGISTERED) {
      throw refused("it has to score in the shadow first");
    }
    if (anotherApprover && decision.author().equals(by)) {
      throw refused("whoever asked for the run may not promote its bundle");
    }
  }

  private static RefusedException refused(String why) {
    return new RefusedException(Remedy.PASS_GATE, why);
  }
}
