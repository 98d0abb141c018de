package org.vigil.platform.access;

import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Says in words what the matrix denied: the framework's own 403 is empty, and a browser then shows
 * an error of its own instead of the reason.
 */
@ApplicationScoped
public class NotAllowedAnswer {
  static final String WORDS = "You have signed on, but none of your roles opens this.";

  void register(@Observes Router router) {
    router.route().failureHandler(NotAllowedAnswer::answer);
  }

  private static void answer(RoutingContext context) {
    boolean denied = context.failure() instanceof ForbiddenException;
    if (denied && !context.response().ended()) {
      context
          .response()
          .setStatusCode(403)
          .putHeader("Content-Type", "text/plain; charset=utf-8")
          .end(WORDS);
    } else {
      context.next();
    }
  }
}
