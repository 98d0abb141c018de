package org.vigil.worklist.service;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive until the topology's threads have failed for good, or could not be started; then only a
 * restart helps. A broker that is away is waited for: see the readiness.
 */
@Liveness
@ApplicationScoped
class WorklistLiveness implements HealthCheck {
  private final WorklistLifecycle lifecycle;

  WorklistLiveness(WorklistLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("worklist")
        .withData("streams", lifecycle.streamsState())
        .status(!lifecycle.hasFailed())
        .build();
  }
}
