package org.vigil.training.registry;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.BundleRegistered;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.training.registry.RefusedException.Remedy;

/**
 * Registers bundles and decides which of them a slot uses. Thread-safe: decisions are taken one at
 * a time, each on the state that the one before left. One process at a time may hold a registry.
 *
 * <p>Every method returns after the broker has acknowledged what it did; {@link RefusedException}
 * where nothing was done.
 */
public final class BundleRegistry {
  private final BundleArchive archive;
  private final RegistryState state;
  private final RegistryLog log;
  private final Clock clock;
  private final ReentrantLock deciding = new ReentrantLock();

  public BundleRegistry(BundleArchive archive, RegistryState state, RegistryLog log, Clock clock) {
    this.archive = archive;
    this.state = state;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Stores and announces a bundle.
   *
   * @return false where exactly this bundle is registered already
   */
  public boolean register(Bundle bundle, BundleFiles files) {
    return oneAtATime(() -> registerNow(bundle, files));
  }

  private boolean registerNow(Bundle bundle, BundleFiles files) {
    BundleRef ref = bundle.ref();
    Optional<BundleRef> known =
        state.bundle(ref.getSlot(), ref.getVersion()).map(BundleRegistered::getBundle);
    if (known.isPresent() && !known.get().equals(ref)) {
      throw new RefusedException(
          Remedy.REPLACE_BUNDLE,
          "version %s of %s is registered with other contents, and a version never changes"
              .formatted(ref.getVersion(), ref.getSlot()));
    }
    archive.keep(bundle, files); // Also where the store has lost what was registered.
    if (known.isPresent()) {
      return false;
    }
    BundleRegistered event = event(bundle.manifest(), ref);
    state.registered(log.append(event), event);
    return true;
  }

  private BundleRegistered event(BundleManifest manifest, BundleRef ref) {
    return BundleRegistered.newBuilder()
        .setBundle(ref)
        .setObjectPrefix(ObjectKeys.bundlePrefix(ref.getSlot(), ref.getVersion()))
        .setArchitecture(manifest.network().name())
        .setFindings(manifest.findingNames())
        .setNotice(manifest.provenance().notice().orElse(null))
        .setDataLicence(manifest.provenance().dataLicence())
        .setRegisteredAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .build();
  }

  /** What a slot uses now. */
  public SlotState slot(String slot) {
    return state.slot(slot);
  }

  /**
   * Makes a bundle the slot's active one if the slot has none.
   *
   * @return whether it did
   */
  public boolean activateWhereNone(BundleRef bundle, String by, String reason) {
    return oneAtATime(
        () -> {
          SlotState slot = state.slot(bundle.getSlot());
          if (slot.active().isPresent()) {
            return false;
          }
          write(slot.activated(sound(bundle.getSlot(), bundle.getVersion()), decision(by, reason)));
          return true;
        });
  }

  /** The bundle's scores are shown from now on. */
  public SlotState activate(String slot, String version, Change change) {
    return decide(
        slot,
        change,
        (now, why) -> {
          BundleRef bundle = sound(slot, version);
          return now.standing(bundle) == Standing.ACTIVE ? now : now.activated(bundle, why);
        });
  }

  /** The bundle is scored and recorded, never shown. */
  public SlotState shadow(String slot, String version, Change change) {
    return decide(
        slot,
        change,
        (now, why) -> {
          BundleRef bundle = soundCandidate(now, version);
          return now.standing(bundle) == Standing.SHADOW ? now : now.shadowed(bundle, why);
        });
  }

  /**
   * The bundle scores a share of the studies.
   *
   * @param share above 0, below 1
   */
  public SlotState canary(String slot, String version, double share, Change change) {
    if (!(share > 0 && share < 1)) {
      throw new RefusedException(Remedy.CORRECT_REQUEST, "a canary's share is above 0 and below 1");
    }
    return decide(
        slot,
        change,
        (now, why) -> {
          BundleRef bundle = soundCandidate(now, version);
          boolean already = now.standing(bundle) == Standing.CANARY && now.canaryShare() == share;
          return already ? now : now.canaried(bundle, share, why);
        });
  }

  /** Ends the shadow or the canary of a slot. */
  public SlotState withdraw(String slot, Standing place, Change change) {
    if (place != Standing.SHADOW && place != Standing.CANARY) {
      throw new RefusedException(
          Remedy.CORRECT_REQUEST, "only a shadow or a canary can be withdrawn");
    }
    return decide(
        slot,
        change,
        (now, why) -> {
          boolean absent =
              place == Standing.SHADOW ? now.shadow().isEmpty() : now.canary().isEmpty();
          return absent ? now : now.withdrawn(place, why);
        });
  }

  /** Makes the bundle active again that was active before the present one. */
  public SlotState rollBack(String slot, Change change) {
    return decide(
        slot,
        change,
        (now, why) -> {
          if (now.before().isEmpty()) {
            throw new RefusedException(
                Remedy.LOOK_AGAIN, "nothing was active in " + slot + " before");
          }
          return now.rolledBack(sound(slot, now.before().get(0)), why);
        });
  }

  private SlotState decide(String slot, Change change, Step step) {
    return oneAtATime(
        () -> {
          SlotState now = state.slot(slot);
          checkExpectation(now, change);
          SlotState next = step.from(now, decision(change.by(), change.reason()));
          if (!next.equals(now)) {
            write(next);
          }
          return next;
        });
  }

  private static void checkExpectation(SlotState now, Change change) {
    String active = now.active().map(BundleRef::getVersion).orElse("");
    change
        .expectedActive()
        .filter(expected -> !expected.equals(active))
        .ifPresent(
            expected -> {
              throw new RefusedException(
                  Remedy.LOOK_AGAIN,
                  active.isEmpty()
                      ? "nothing is active in " + now.slot()
                      : active + " is active in " + now.slot());
            });
  }

  private BundleRef soundCandidate(SlotState now, String version) {
    BundleRef bundle = sound(now.slot(), version);
    if (now.active().isEmpty() || now.standing(bundle) == Standing.ACTIVE) {
      throw new RefusedException(
          Remedy.LOOK_AGAIN, "a shadow or canary stands beside another bundle that is active");
    }
    return bundle;
  }

  private BundleRef sound(String slot, String version) {
    BundleRef bundle =
        state
            .bundle(slot, version)
            .map(BundleRegistered::getBundle)
            .orElseThrow(() -> unknown(slot, version));
    try {
      archive.verify(bundle);
    } catch (BundleException e) {
      throw new RefusedException(Remedy.REPLACE_BUNDLE, e.getMessage());
    }
    return bundle;
  }

  private static RefusedException unknown(String slot, String version) {
    return new RefusedException(
        Remedy.NAME_ANOTHER, "no version %s is registered for %s".formatted(version, slot));
  }

  private void write(SlotState next) {
    state.promoted(log.append(next), next);
  }

  private Decision decision(String by, String reason) {
    return new Decision(by, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private <T> T oneAtATime(Supplier<T> action) {
    deciding.lock();
    try {
      return action.get();
    } finally {
      deciding.unlock();
    }
  }

  private interface Step {
    SlotState from(SlotState now, Decision why);
  }
}
