package org.vigil.worklist.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigil.worklist.config.WorklistSettings;

/** Lets the page run its own scripts and reach its services, on top of what every answer says. */
@ApplicationScoped
public class SecurityHeaders {
  private static final int BEFORE_OTHERS = 200;

  private final Map<String, String> headers;

  SecurityHeaders(WorklistSettings settings) {
    this.headers = headers(settings.ingestUrl(), settings.retrievalUrl());
  }

  /**
   * The page runs its own scripts and styles only, and sends to this service, to ingest and to
   * retrieval.
   */
  static Map<String, String> headers(URI ingest, URI retrieval) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
            + " img-src 'self' blob: data:; manifest-src 'self'; connect-src 'self' "
            + String.join(" ", origins(ingest))
            + " "
            + String.join(" ", origins(retrieval))
            + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    return headers;
  }

  /** A page opened as localhost reaches a loopback service by that name too. */
  private static List<String> origins(URI service) {
    String origin = service.getScheme() + "://" + service.getRawAuthority();
    return "127.0.0.1".equals(service.getHost())
        ? List.of(origin, origin.replace("127.0.0.1", "localhost"))
        : List.of(origin);
  }

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          headers.forEach(context.response()::putHeader);
          context.next();
        },
        BEFORE_OTHERS);
  }
}
