package org.vigil.worklist.verdict;

import java.util.concurrent.CompletableFuture;
import org.vigil.platform.event.Envelope;
import org.vigil.schemas.event.VerdictGiven;

/** Where verdicts go. */
@FunctionalInterface
public interface VerdictPublisher {

  /**
   * The future completes when the verdict is safe, and fails with {@link
   * org.vigil.platform.event.BrokerUnavailableException} when it is not in time.
   */
  CompletableFuture<Void> publish(VerdictGiven verdict, Envelope envelope);
}
