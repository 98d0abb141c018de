package org.vigil.worklist.service;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the topology runs and the view has everything that was written before the start. */
@Readiness
@ApplicationScoped
class WorklistReadiness implements HealthCheck {
  private final WorklistLifecycle lifecycle;

  WorklistReadiness(WorklistLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("worklist")
        .withData("streams", lifecycle.streamsState())
        .withData("viewCaughtUp", lifecycle.isCaughtUp())
        .status(lifecycle.isRunning() && lifecycle.isCaughtUp())
        .build();
  }
}
