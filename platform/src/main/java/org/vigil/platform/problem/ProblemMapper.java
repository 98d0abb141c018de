package org.vigil.platform.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.store.StoreUnavailableException;

/** Turns whatever ends a request into problem+json. */
public class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @ServerExceptionMapper
  public Response problem(ProblemException e) {
    return respond(e.problem(), e.retryAfter());
  }

  @ServerExceptionMapper
  public Response storeUnavailable(StoreUnavailableException e) {
    LOG.warn("object store unavailable", e);
    return problem(ProblemException.unavailable("The object store does not answer.", RETRY_AFTER));
  }

  @ServerExceptionMapper
  public Response brokerUnavailable(BrokerUnavailableException e) {
    LOG.warn("broker unavailable", e);
    return problem(
        ProblemException.unavailable("The message broker does not answer.", RETRY_AFTER));
  }

  /** What JAX-RS itself refuses: unknown paths, wrong methods, unreadable bodies. */
  @ServerExceptionMapper
  public Response refused(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    String title =
        Response.Status.fromStatusCode(status) == null
            ? "HTTP " + status
            : Response.Status.fromStatusCode(status).getReasonPhrase();
    return respond(Problem.of(status, "http-" + status, title, title + "."), Optional.empty());
  }

  @ServerExceptionMapper
  public Response failed(RuntimeException e) {
    LOG.error("request failed", e);
    Problem problem =
        Problem.of(500, "internal", "Internal error", "This is our fault; the log has the cause.");
    return respond(problem, Optional.empty());
  }

  private static Response respond(Problem problem, Optional<Duration> retryAfter) {
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    retryAfter.ifPresent(delay -> response.header("Retry-After", delay.toSeconds()));
    return response.build();
  }
}
