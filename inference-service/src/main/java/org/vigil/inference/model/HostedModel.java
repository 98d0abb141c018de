package org.vigil.inference.model;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.vigil.inference.batch.PassCost;
import org.vigil.models.scoring.Scorer;
import org.vigil.schemas.event.BundleRef;

/**
 * A loaded model that several studies use at once. It counts its users and closes when it is
 * retired and the last has gone. Thread-safe but for {@link #scorer()}'s forward pass.
 */
public final class HostedModel {
  private final Scorer scorer;
  private final Instant loadedAt;
  private final PassCost passCost = new PassCost();
  private final AtomicInteger users = new AtomicInteger(1); // The directory is the first.

  HostedModel(Scorer scorer, Instant loadedAt) {
    this.scorer = scorer;
    this.loadedAt = loadedAt;
  }

  public Scorer scorer() {
    return scorer;
  }

  public BundleRef ref() {
    return scorer.bundle().ref();
  }

  public Instant loadedAt() {
    return loadedAt;
  }

  /** What its forward passes take on this device. */
  public PassCost passCost() {
    return passCost;
  }

  /** Counts one more user, unless the model is closed already. */
  public boolean acquire() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** Counts one user less; the last one closes the model. */
  public void release() {
    if (users.decrementAndGet() == 0) {
      scorer.close();
    }
  }
}
