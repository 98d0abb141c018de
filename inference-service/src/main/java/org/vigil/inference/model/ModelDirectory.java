package org.vigil.inference.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;

/** The slots and their loaded models. Thread-safe. */
public final class ModelDirectory {
  private static final Logger LOG = Logger.getLogger(ModelDirectory.class);

  private final BundleLoader loader;
  private final Clock clock;
  private final Instant graceEnds;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, SlotModels> slots = new TreeMap<>();
  private final Map<String, String> troubles = new TreeMap<>();

  /**
   * @param grace how long after now studies wait for the first model of their slot
   */
  public ModelDirectory(BundleLoader loader, Clock clock, Duration grace) {
    this.loader = loader;
    this.clock = clock;
    this.graceEnds = clock.instant().plus(grace);
  }

  /**
   * Loads what a promotion names and then changes the slot in one step. A bundle that cannot be
   * loaded leaves the slot as it was.
   *
   * @return whether the slot changed
   * @throws org.vigil.platform.store.StoreUnavailableException if the store does not answer: apply
   *     again later
   */
  public boolean apply(BundlePromoted promotion) {
    Map<String, HostedModel> loaded = loadedModels(promotion.getSlot());
    try {
      SlotModels next =
          new SlotModels(
              host(promotion.getActive(), loaded),
              host(promotion.getShadow(), loaded),
              host(promotion.getCanary(), loaded),
              promotion.getCanaryShare());
      swap(promotion.getSlot(), next);
      return true;
    } catch (StoreUnavailableException e) {
      releaseNew(promotion.getSlot(), loaded);
      throw e;
    } catch (RuntimeException e) { // The engine's too: one bad bundle must not hold up the others.
      releaseNew(promotion.getSlot(), loaded);
      LOG.errorf(
          e, "slot %s keeps its models: the promoted bundle cannot be used", promotion.getSlot());
      note(promotion.getSlot(), String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** Closes what was loaded for a promotion that did not come into force. */
  private void releaseNew(String slot, Map<String, HostedModel> loaded) {
    Map<String, HostedModel> inUse = loadedModels(slot);
    loaded.values().stream()
        .filter(model -> !inUse.containsValue(model))
        .forEach(HostedModel::release);
  }

  private Map<String, HostedModel> loadedModels(String slot) {
    lock.lock();
    try {
      Map<String, HostedModel> byDigest = new HashMap<>();
      Optional.ofNullable(slots.get(slot))
          .ifPresent(models -> models.all().forEach(m -> byDigest.put(m.ref().getDigest(), m)));
      return byDigest;
    } finally {
      lock.unlock();
    }
  }

  private Optional<HostedModel> host(BundleRef ref, Map<String, HostedModel> loaded) {
    return Optional.ofNullable(ref)
        .map(
            wanted ->
                loaded.computeIfAbsent(
                    wanted.getDigest(),
                    ignored -> new HostedModel(loader.load(wanted), clock.instant())));
  }

  private void swap(String slot, SlotModels next) {
    lock.lock();
    try {
      SlotModels previous = slots.put(slot, next);
      troubles.remove(slot);
      if (previous != null) {
        previous
            .all()
            .distinct()
            .filter(model -> next.all().noneMatch(model::equals))
            .forEach(HostedModel::release);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void note(String slot, String trouble) {
    lock.lock();
    try {
      troubles.put(slot, trouble);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The models for a study, or empty where the slot has none. Soon after start, waits for the
   * slot's first model, since it is probably on its way.
   */
  public Optional<ModelLease> lease(String slot, String studyId) throws InterruptedException {
    lock.lock();
    try {
      while (shown(slot, studyId).isEmpty() && clock.instant().isBefore(graceEnds)) {
        changed.awaitNanos(Duration.between(clock.instant(), graceEnds).toNanos());
      }
      return shown(slot, studyId).map(model -> lease(slot, model));
    } finally {
      lock.unlock();
    }
  }

  private Optional<HostedModel> shown(String slot, String studyId) {
    return Optional.ofNullable(slots.get(slot)).flatMap(models -> models.shownFor(studyId));
  }

  private ModelLease lease(String slot, HostedModel shown) {
    Optional<HostedModel> shadow = slots.get(slot).shadow();
    shown.acquire(); // Under the lock the directory itself is a user, so neither can be closed.
    shadow.ifPresent(HostedModel::acquire);
    return new ModelLease(slot, shown, shadow);
  }

  /** The slots as they are now. */
  public Map<String, SlotModels> slots() {
    lock.lock();
    try {
      return new TreeMap<>(slots);
    } finally {
      lock.unlock();
    }
  }

  /** Why the newest promotion of a slot is not in force, by slot. */
  public Map<String, String> troubles() {
    lock.lock();
    try {
      return new TreeMap<>(troubles);
    } finally {
      lock.unlock();
    }
  }

  public String deviceName() {
    return loader.deviceName();
  }
}
