package org.vigil.platform.surface;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts headers on every answer, the framework's own included, that keep browsers from running or
 * leaking it. What says nothing of caching is not kept: most answers are of patients.
 */
@ApplicationScoped
public class AnswerHeaders {
  /** Before the filters of services, which may replace what stands here. */
  private static final int FIRST = 310;

  private static final String CACHE = "Cache-Control";
  private static final Map<String, String> HEADERS = headers();

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    return headers;
  }

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          MultiMap answer = context.response().headers();
          HEADERS.forEach(answer::set);
          context.addHeadersEndHandler(
              done -> {
                if (!answer.contains(CACHE)) {
                  answer.set(CACHE, "no-store");
                }
              });
          context.next();
        },
        FIRST);
  }
}
