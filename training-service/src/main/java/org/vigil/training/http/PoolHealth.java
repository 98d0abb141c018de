package org.vigil.training.http;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.vigil.training.pool.PoolLifecycle;

/** Not alive once the pool's stream has failed for good: only a new start helps then. */
@Liveness
@ApplicationScoped
public class PoolHealth implements HealthCheck {
  private final PoolLifecycle pool;

  PoolHealth(PoolLifecycle pool) {
    this.pool = pool;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("labelled-pool").status(!pool.hasFailed()).build();
  }
}
