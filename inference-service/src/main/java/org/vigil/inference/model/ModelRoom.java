package org.vigil.inference.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Keeps the weights of all slots' models within a budget: before one is loaded, those that were not
 * used for the longest time are taken out of memory. A model that somebody uses stays, so while
 * studies of more models than fit are on their way there is more in memory than allowed, as there
 * is for a single model larger than the budget: scores go before the budget. Thread-safe.
 */
final class ModelRoom {
  private static final Logger LOG = Logger.getLogger(ModelRoom.class);

  private final long budget;
  private final Set<HostedModel> models = ConcurrentHashMap.newKeySet();
  private final AtomicLong clock = new AtomicLong();
  private final ReentrantLock loading = new ReentrantLock();

  /**
   * @param budget bytes of weights
   */
  ModelRoom(long budget) {
    if (budget < 1) {
      throw new IllegalArgumentException("a budget for models is above 0");
    }
    this.budget = budget;
  }

  /** Room for everything. */
  static ModelRoom unlimited() {
    return new ModelRoom(Long.MAX_VALUE);
  }

  /** Counts a model that has just been loaded. */
  void admit(HostedModel model) {
    model.usedAt(clock.incrementAndGet());
    models.add(model);
  }

  /** The model has been retired. */
  void forget(HostedModel model) {
    models.remove(model);
  }

  /**
   * Takes note of a use, and loads the model if it is not in memory. One is loaded at a time; those
   * in memory wait for nobody.
   *
   * @param model acquired by the caller
   * @throws RuntimeException as {@link BundleLoader#load}
   */
  void use(HostedModel model) {
    model.usedAt(clock.incrementAndGet());
    if (model.isLoaded()) {
      shrinkTo(budget); // Others may have been in use when there was too much.
      return;
    }
    loading.lock();
    try {
      model.load();
    } finally {
      loading.unlock();
    }
  }

  /** Takes models out of memory until so many bytes more fit, or all that are left are in use. */
  void makeRoom(long bytes) {
    if (!shrinkTo(budget - Math.min(bytes, budget))) {
      LOG.warnf("models take more than %d bytes: those in memory are in use, or it is one", budget);
    }
  }

  private boolean shrinkTo(long bytes) {
    while (residentBytes() > bytes) {
      Optional<HostedModel> idle =
          models.stream()
              .sorted(Comparator.comparingLong(HostedModel::lastUse))
              .filter(HostedModel::unloadIfIdle)
              .findFirst();
      if (idle.isEmpty()) {
        return false;
      }
      LOG.infof(
          "%s/%s taken out of memory", idle.get().ref().getSlot(), idle.get().ref().getVersion());
    }
    return true;
  }

  /** Bytes of the weights that are in memory. */
  long residentBytes() {
    return models.stream().filter(HostedModel::isLoaded).mapToLong(HostedModel::bytes).sum();
  }
}
