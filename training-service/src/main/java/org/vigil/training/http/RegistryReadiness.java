package org.vigil.training.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.vigil.training.seed.RegistryStart;
import org.vigil.training.seed.SeedOutcome;
import org.vigil.training.topic.RegistryFollower;

/**
 * Ready once the registry has been read to its end and the seed import is over, whatever became of
 * the single folders; those that were refused are named.
 */
@Readiness
@ApplicationScoped
public class RegistryReadiness implements HealthCheck {
  private final RegistryFollower follower;
  private final RegistryStart start;

  RegistryReadiness(RegistryFollower follower, RegistryStart start) {
    this.follower = follower;
    this.start = start;
  }

  @Override
  public HealthCheckResponse call() {
    var response =
        HealthCheckResponse.named("registry")
            .status(follower.isCaughtUp() && start.outcomes().isPresent());
    if (!follower.trouble().isEmpty()) {
      response.withData("broker", follower.trouble());
    }
    if (!start.trouble().isEmpty()) {
      response.withData("seeds", start.trouble());
    }
    start.outcomes().orElse(List.of()).stream()
        .filter(outcome -> outcome.result() == SeedOutcome.Result.REFUSED)
        .forEach(outcome -> response.withData("refused " + outcome.folder(), outcome.detail()));
    return response.build();
  }
}
