package org.vigil.inference.http;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.vigil.inference.flow.ScoringLoop;
import org.vigil.inference.model.ModelFollower;

/** Ready when models.active has been read to its end and studies are being consumed. */
@Readiness
@ApplicationScoped
class InferenceReadiness implements HealthCheck {
  private final ModelFollower models;
  private final ScoringLoop loop;

  InferenceReadiness(ModelFollower models, ScoringLoop loop) {
    this.models = models;
    this.loop = loop;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("scoring")
        .withData("modelsRead", models.isCaughtUp())
        .withData("consuming", loop.isConsuming())
        .status(models.isCaughtUp() && loop.isConsuming())
        .build();
  }
}
