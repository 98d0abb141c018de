package org.vigil.training.http;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.training.feedback.PoolUnavailableException;
import org.vigil.training.registry.RefusedException;

/** Turns the registry's refusals into problem+json. */
public class RefusalMapper {

  @ServerExceptionMapper
  public Response refused(RefusedException e) {
    return respond(
        switch (e.remedy()) {
          case NAME_ANOTHER -> Problem.of(404, "not-found", "Not in the registry", e.getMessage());
          case LOOK_AGAIN ->
              Problem.of(409, "conflict", "The slot stands otherwise", e.getMessage());
          case REPLACE_BUNDLE ->
              Problem.of(422, "bundle-unsound", "The bundle is not sound", e.getMessage());
          case PASS_GATE ->
              Problem.of(409, "gate", "The promotion gate has not passed it", e.getMessage());
          case CORRECT_REQUEST ->
              Problem.of(422, "invalid-request", "The request makes no sense", e.getMessage());
        });
  }

  @ServerExceptionMapper
  public Response unavailable(PoolUnavailableException e) {
    return respond(
        Problem.of(503, "unavailable", "Not available now", e.getMessage() + "; ask again."));
  }

  @ServerExceptionMapper
  public Response missing(ObjectMissingException e) {
    return respond(
        Problem.of(
            404,
            "bundle-lost",
            "The store has lost this file",
            "The bundle is registered, but the file is not in the store; import it again."));
  }

  private static Response respond(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
