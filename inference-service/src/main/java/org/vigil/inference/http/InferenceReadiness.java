package org.vigil.inference.http;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.vigil.inference.flow.ScoringLoop;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.inference.model.ModelFollower;
import org.vigil.inference.model.SlotModels;

/**
 * Ready when models.active has been read to its end and studies are being consumed. Says for each
 * slot which version is active and what is wrong with the newest promotion; a slot in trouble keeps
 * its models or its studies stay unassessed, so it makes the service no less ready.
 */
@Readiness
@ApplicationScoped
class InferenceReadiness implements HealthCheck {
  private final ModelFollower models;
  private final ScoringLoop loop;
  private final ModelDirectory directory;

  InferenceReadiness(ModelFollower models, ScoringLoop loop, ModelDirectory directory) {
    this.models = models;
    this.loop = loop;
    this.directory = directory;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("scoring")
            .withData("modelsRead", models.isCaughtUp())
            .withData("consuming", loop.isConsuming())
            .status(models.isCaughtUp() && loop.isConsuming());
    directory
        .slots()
        .forEach((slot, hosted) -> response.withData("slot." + slot, activeVersion(hosted)));
    directory.troubles().forEach((slot, trouble) -> response.withData("trouble." + slot, trouble));
    return response.build();
  }

  private static String activeVersion(SlotModels hosted) {
    return hosted.active().map(model -> model.ref().getVersion()).orElse("none active");
  }
}
