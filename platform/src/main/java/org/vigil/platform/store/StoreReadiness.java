package org.vigil.platform.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the object store does not answer. */
@Readiness
@ApplicationScoped
public class StoreReadiness implements HealthCheck {
  private final ObjectStore store;

  StoreReadiness(ObjectStore store) {
    this.store = store;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("object-store").status(store.isReachable()).build();
  }
}
