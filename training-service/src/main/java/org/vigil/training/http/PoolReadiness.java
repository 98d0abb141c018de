package org.vigil.training.http;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.vigil.training.pool.PoolLifecycle;

/** Ready once the labelled pool runs. */
@Readiness
@ApplicationScoped
public class PoolReadiness implements HealthCheck {
  private final PoolLifecycle pool;

  PoolReadiness(PoolLifecycle pool) {
    this.pool = pool;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("labelled-pool").status(pool.isRunning()).build();
  }
}
