package org.vigil.ingest.tus;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** The headers of the protocol that go with every request and answer, errors included. */
class TusFilters {
  private static final String PATH = "/api/uploads";

  /** For networks that let only GET and POST through: {@code X-HTTP-Method-Override}. */
  @ServerRequestFilter(preMatching = true)
  void override(ContainerRequestContext request) {
    Optional.ofNullable(request.getHeaderString("X-HTTP-Method-Override"))
        .filter(method -> isTus(request) && request.getMethod().equals("POST"))
        .filter(method -> method.equals("PATCH") || method.equals("DELETE"))
        .ifPresent(request::setMethod);
  }

  @ServerResponseFilter
  void version(ContainerRequestContext request, ContainerResponseContext response) {
    if (isTus(request)) {
      response.getHeaders().putSingle("Tus-Resumable", TusResource.VERSION);
      if (response.getStatus() == 412) {
        response.getHeaders().putSingle("Tus-Version", TusResource.VERSION);
      }
    }
  }

  private static boolean isTus(ContainerRequestContext request) {
    return request.getUriInfo().getPath().startsWith(PATH);
  }
}
