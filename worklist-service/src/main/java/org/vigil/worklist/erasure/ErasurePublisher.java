package org.vigil.worklist.erasure;

import java.util.concurrent.CompletableFuture;
import org.vigil.platform.event.Envelope;
import org.vigil.schemas.event.StudyErased;

/** Where erasures go. */
@FunctionalInterface
public interface ErasurePublisher {

  /**
   * The future completes when the erasure is safe, and fails with {@link
   * org.vigil.platform.event.BrokerUnavailableException} when it is not in time.
   */
  CompletableFuture<Void> publish(StudyErased erasure, Envelope envelope);
}
