package org.vigil.platform.surface;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Refuses to change what can only be looked at: the framework answers health, metrics and the
 * OpenAPI document whatever the method says.
 */
@ApplicationScoped
public class ReadOnlyPaths {
  /** After the headers of every answer. */
  private static final int SECOND = 305;

  private static final String FRAMEWORK = "/q/";
  private static final Set<HttpMethod> LOOKING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  void register(@Observes Filters filters) {
    filters.register(ReadOnlyPaths::answer, SECOND);
  }

  private static void answer(RoutingContext context) {
    boolean framework = context.normalizedPath().startsWith(FRAMEWORK);
    if (framework && !LOOKING.contains(context.request().method())) {
      context.response().setStatusCode(405).putHeader("Allow", "GET, HEAD, OPTIONS").end();
    } else {
      context.next();
    }
  }
}
