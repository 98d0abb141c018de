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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.scoring.Scorer;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;

/** The slots and their loaded models. Thread-safe. */
public final class ModelDirectory implements ModelSource {
  private static final Logger LOG = Logger.getLogger(ModelDirectory.class);

  private final BundleLoader loader;
  private final ModelRoom room;
  private final Clock clock;
  private final Instant graceEnds;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, SlotModels> slots = new TreeMap<>();
  private final SlotTroubles troubles = new SlotTroubles();

  /**
   * @param grace how long after now studies wait for the first model of their slot
   */
  public ModelDirectory(BundleLoader loader, Clock clock, Duration grace) {
    this(loader, ModelRoom.unlimited(), clock, grace);
  }

  /**
   * @param budget bytes that the weights of all models may take; those that were not used for the
   *     longest time are taken out of memory for others
   */
  public ModelDirectory(BundleLoader loader, long budget, Clock clock, Duration grace) {
    this(loader, new ModelRoom(budget), clock, grace);
  }

  private ModelDirectory(BundleLoader loader, ModelRoom room, Clock clock, Duration grace) {
    this.loader = loader;
    this.room = room;
    this.clock = clock;
    this.graceEnds = clock.instant().plus(grace);
  }

  /**
   * Loads what a promotion names and then changes the slot in one step. A bundle that cannot be
   * used, for whatever reason of its own, leaves the slot as it was, and {@link #troubles} says
   * why. Other errors, such as an engine that cannot be linked, are noted and thrown.
   *
   * @return whether the slot changed
   * @throws StoreUnavailableException if the store does not answer: apply again later
   */
  public boolean apply(BundlePromoted promotion) {
    String slot = promotion.getSlot();
    Map<String, HostedModel> fresh = new HashMap<>();
    try {
      swap(slot, models(promotion, fresh));
      return true;
    } catch (StoreUnavailableException e) {
      troubles.note(
          slot, "the store does not answer; the promoted bundle is loaded as soon as it does");
      throw e;
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      // Whatever a bundle's content can set off, checked exceptions of other languages included:
      // one bad bundle must not hold up the others.
      LOG.errorf(e, "slot %s keeps its models: the promoted bundle cannot be used", slot);
      troubles.note(slot, "the promoted bundle cannot be used: " + SlotTroubles.reason(e));
      return false;
    } catch (Error e) {
      troubles.note(slot, "the promoted bundle could not be loaded: " + SlotTroubles.reason(e));
      throw e;
    } finally {
      releaseUnused(slot, fresh);
    }
  }

  private SlotModels models(BundlePromoted promotion, Map<String, HostedModel> fresh) {
    Map<String, HostedModel> loaded = loadedModels(promotion.getSlot());
    Function<BundleRef, HostedModel> hosted =
        ref -> {
          requireSlot(promotion.getSlot(), ref);
          HostedModel known = loaded.get(ref.getDigest());
          return known != null ? known : fresh.computeIfAbsent(ref.getDigest(), d -> load(ref));
        };
    return new SlotModels(
        Optional.ofNullable(promotion.getActive()).map(hosted),
        Optional.ofNullable(promotion.getShadow()).map(hosted),
        Optional.ofNullable(promotion.getCanary()).map(hosted),
        promotion.getCanaryShare());
  }

  private HostedModel load(BundleRef ref) {
    Supplier<Scorer> loading = () -> loader.load(ref, room::makeRoom);
    HostedModel model = new HostedModel(loading.get(), loading, clock.instant());
    room.admit(model);
    return model;
  }

  /** A model of another slot was trained for other pictures. */
  private static void requireSlot(String slot, BundleRef ref) {
    if (!ref.getSlot().equals(slot)) {
      throw new BundleException(
          "bundle %s/%s is not for slot %s".formatted(ref.getSlot(), ref.getVersion(), slot));
    }
  }

  /** Closes what was loaded for a promotion that did not come into force. */
  private void releaseUnused(String slot, Map<String, HostedModel> fresh) {
    Map<String, HostedModel> inUse = loadedModels(slot);
    fresh.values().stream().filter(model -> !inUse.containsValue(model)).forEach(this::retire);
  }

  private void retire(HostedModel model) {
    room.forget(model);
    model.release();
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

  private void swap(String slot, SlotModels next) {
    lock.lock();
    try {
      SlotModels previous = slots.put(slot, next);
      troubles.over(slot);
      if (previous != null) {
        previous
            .all()
            .distinct()
            .filter(model -> next.all().noneMatch(model::equals))
            .forEach(this::retire);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The models for a study, in memory until the lease is closed, or empty where the slot has none
   * that can be loaded. Soon after start, waits for the slot's first model, since it is probably on
   * its way.
   *
   * @throws StoreUnavailableException if a model has to be loaded again and the store does not
   *     answer: ask again later
   */
  @Override
  public Optional<ModelLease> lease(String slot, String studyId) throws InterruptedException {
    Optional<ModelLease> lease = acquire(slot, studyId);
    return lease.isPresent() && isInMemory(lease.get()) ? lease : Optional.empty();
  }

  private Optional<ModelLease> acquire(String slot, String studyId) throws InterruptedException {
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

  /** Whether all of a lease's models are in memory now; otherwise it is closed. */
  private boolean isInMemory(ModelLease lease) {
    boolean loaded = false;
    try {
      room.use(lease.shown());
      lease.shadow().ifPresent(room::use);
      loaded = true;
      troubles.reloaded(lease.slot());
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) { // Whatever has become of the bundle.
      LOG.errorf(e, "slot %s: its model cannot be loaded again", lease.slot());
      troubles.noteReload(lease.slot(), e);
    } finally {
      if (!loaded) {
        lease.close();
      }
    }
    return loaded;
  }

  /**
   * A hosted model by its bundle, in use until the caller releases it; empty where it is gone, or
   * is not in memory.
   */
  public Optional<HostedModel> lease(BundleRef bundle) {
    lock.lock();
    try {
      return slots.values().stream()
          .flatMap(SlotModels::all)
          .filter(model -> model.ref().equals(bundle))
          .findFirst()
          .filter(HostedModel::acquireIfLoaded);
    } finally {
      lock.unlock();
    }
  }

  private Optional<HostedModel> shown(String slot, String studyId) {
    return Optional.ofNullable(slots.get(slot)).flatMap(models -> models.shownFor(studyId));
  }

  private ModelLease lease(String slot, HostedModel shown) {
    SlotModels models = slots.get(slot);
    Optional<HostedModel> shadow = models.shadow();
    boolean canary = models.canary().filter(shown::equals).isPresent();
    shown.acquire(); // Under the lock the directory itself is a user, so neither can be closed.
    shadow.ifPresent(HostedModel::acquire);
    return new ModelLease(slot, shown, canary, shadow);
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
    return troubles.all();
  }

  /** Bytes of the weights that are in memory. */
  public long residentBytes() {
    return room.residentBytes();
  }

  public String deviceName() {
    return loader.deviceName();
  }
}
