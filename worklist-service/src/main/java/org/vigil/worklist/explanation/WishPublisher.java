package org.vigil.worklist.explanation;

import java.util.concurrent.CompletableFuture;
import org.vigil.platform.event.Envelope;
import org.vigil.schemas.event.ExplanationWanted;

/** Where wishes for heat maps go. */
@FunctionalInterface
public interface WishPublisher {

  /**
   * The future completes when the wish is safe, and fails with {@link
   * org.vigil.platform.event.BrokerUnavailableException} when it is not in time.
   */
  CompletableFuture<Void> publish(ExplanationWanted wish, Envelope envelope);
}
