package org.vigil.worklist.http;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.vigil.platform.problem.Problem;

/** A body that is no JSON of the expected shape: 400, without echoing what was sent. */
public class MalformedBodyMapper {

  @ServerExceptionMapper
  public Response malformed(MismatchedInputException e) {
    Problem problem =
        Problem.of(
            400, "body-malformed", "Not readable JSON", "The body is not JSON of this shape.");
    return Response.status(400).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
