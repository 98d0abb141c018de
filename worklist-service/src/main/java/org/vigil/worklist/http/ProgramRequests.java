package org.vigil.worklist.http;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Tells requests of programs, the page's scripts among them, from those of people who open the
 * page: only people are sent to the identity provider to sign on, a program is told 401.
 */
@ApplicationScoped
public class ProgramRequests implements JavaScriptRequestChecker {
  /** What the framework answers in place of sending a program away. */
  private static final int NOT_SENT_AWAY = 499;

  private static final int BEFORE_OTHERS = 200;

  @Override
  public boolean isJavaScriptRequest(RoutingContext context) {
    String path = context.request().path();
    return path.startsWith("/api/") || path.startsWith("/q/");
  }

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          context.addHeadersEndHandler(
              done -> {
                if (context.response().getStatusCode() == NOT_SENT_AWAY) {
                  context.response().setStatusCode(401).setStatusMessage("Unauthorized");
                }
              });
          context.next();
        },
        BEFORE_OTHERS);
  }
}
