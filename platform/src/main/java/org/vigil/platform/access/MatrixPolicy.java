package org.vigil.platform.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets a request through, with sign-on on, only where a line of the matrix says so. It is asked for
 * every request of the service, whatever answers it. Thread-safe.
 */
@ApplicationScoped
public class MatrixPolicy implements HttpSecurityPolicy {
  private final AccessSettings settings;
  private final String service;
  private final AccessMatrix matrix = AccessMatrix.load();

  MatrixPolicy(
      AccessSettings settings, @ConfigProperty(name = "quarkus.application.name") String service) {
    this.settings = settings;
    this.service = service;
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext unused) {
    if (!settings.signOn()) {
      return Uni.createFrom().item(CheckResult.PERMIT);
    }
    Optional<Admission> who =
        matrix
            .rule(service, context.request().method().name(), context.request().path())
            .map(AccessRule::who);
    if (who.isPresent() && who.get() instanceof Admission.Anyone) {
      return Uni.createFrom().item(CheckResult.PERMIT);
    }
    return identity.map(caller -> result(who.isPresent() && admits(who.get(), caller)));
  }

  private boolean admits(Admission who, SecurityIdentity identity) {
    return !identity.isAnonymous()
        && who.admits(SignedOnCallers.callerOf(identity, settings.siteClaim()));
  }

  private static CheckResult result(boolean permitted) {
    return permitted ? CheckResult.PERMIT : CheckResult.DENY;
  }
}
