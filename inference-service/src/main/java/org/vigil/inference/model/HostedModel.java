package org.vigil.inference.model;

import java.time.Instant;
import java.util.function.Supplier;
import org.vigil.inference.batch.PassCost;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.scoring.Scorer;
import org.vigil.schemas.event.BundleRef;

/**
 * A slot's model that several studies use at once. It counts its users and closes when it is
 * retired and the last has gone. While nobody uses it, it may be taken out of memory ({@link
 * ModelRoom}), and is loaded again for the next user. Thread-safe but for {@link #scorer()}'s
 * forward pass.
 */
public final class HostedModel {
  private final BundleRef ref;
  private final BundleManifest manifest;
  private final long bytes;
  private final Supplier<Scorer> loader;
  private final Instant loadedAt;
  private final PassCost passCost = new PassCost();
  private int users = 1; // The directory is the first.
  private Scorer scorer;
  private volatile long lastUse;

  /**
   * @param loader loads it again, as it was loaded first
   */
  HostedModel(Scorer scorer, Supplier<Scorer> loader, Instant loadedAt) {
    this.ref = scorer.bundle().ref();
    this.manifest = scorer.bundle().manifest();
    this.bytes = scorer.bundle().weightBytes();
    this.scorer = scorer;
    this.loader = loader;
    this.loadedAt = loadedAt;
  }

  /**
   * @throws IllegalStateException if it is out of memory; it never is for whoever has leased it
   */
  public synchronized Scorer scorer() {
    if (scorer == null) {
      throw new IllegalStateException(ref.getVersion() + " is not in memory");
    }
    return scorer;
  }

  public BundleRef ref() {
    return ref;
  }

  public BundleManifest manifest() {
    return manifest;
  }

  /** When it was first loaded here. */
  public Instant loadedAt() {
    return loadedAt;
  }

  /** What its forward passes take on this device. */
  public PassCost passCost() {
    return passCost;
  }

  /** Counts one more user, unless the model is closed already. */
  public synchronized boolean acquire() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  /** Counts one more user, unless the model is closed or out of memory. */
  synchronized boolean acquireIfLoaded() {
    return isLoaded() && acquire();
  }

  /** Counts one user less; the last one closes the model. */
  public synchronized void release() {
    users--;
    if (users == 0) {
      unload();
    }
  }

  /** What its weights take, bytes. */
  long bytes() {
    return bytes;
  }

  synchronized boolean isLoaded() {
    return scorer != null;
  }

  /** By a clock of the room's own: larger is later. */
  long lastUse() {
    return lastUse;
  }

  void usedAt(long tick) {
    lastUse = tick;
  }

  /**
   * Loads it unless it is in memory; for whoever has acquired it.
   *
   * @throws RuntimeException as {@link BundleLoader#load}
   */
  void load() {
    if (!isLoaded()) {
      Scorer loaded = loader.get(); // Not under the lock: it takes seconds.
      synchronized (this) {
        scorer = loaded;
      }
    }
  }

  /**
   * Takes it out of memory unless somebody uses it.
   *
   * @return whether that freed memory
   */
  synchronized boolean unloadIfIdle() {
    return users <= 1 && unload();
  }

  private boolean unload() {
    if (scorer == null) {
      return false;
    }
    scorer.close();
    scorer = null;
    return true;
  }
}
