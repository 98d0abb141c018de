package org.vigil.worklist.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.vigil.platform.access.Callers;
import org.vigil.worklist.answer.SessionAnswer;

/** Who is signed on (decision 0161). */
@Path("/api/session")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
  private final Callers callers;

  SessionResource(Callers callers) {
    this.callers = callers;
  }

  @GET
  public Response session() {
    return Response.ok(SessionAnswer.of(callers)).header("Cache-Control", "no-store").build();
  }
}
