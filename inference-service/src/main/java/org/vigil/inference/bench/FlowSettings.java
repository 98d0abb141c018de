package org.vigil.inference.bench;

import java.time.Duration;

/**
 * How the flow that is measured is set up; what is not here is as the service has it.
 *
 * @param maxBatch most pictures in one pass
 * @param prepareThreads pictures decoded at once
 * @param deadline how long after being ready a score still serves, for stat and routine alike
 */
record FlowSettings(int maxBatch, int prepareThreads, Duration deadline) {
  private static final int LEAST_PREPARED = 32; // The service's default.

  /** Most studies held in each line: always enough for the next two passes. */
  int maxPrepared() {
    return Math.max(LEAST_PREPARED, 4 * maxBatch);
  }
}
