package org.vigil.worklist.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.worklist.run.RunBoard;
import org.vigil.worklist.run.RunNews;

/** Training runs of the last days, and what they came to. */
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RunsResource {
  private static final String RUN_ID = "[a-z0-9-]{1,40}";

  private final RunBoard board;
  private final ObjectStore store;

  RunsResource(RunBoard board, ObjectStore store) {
    this.board = board;
    this.store = store;
  }

  /**
   * @param runs the latest first
   */
  public record RunList(List<RunNews> runs) {}

  @GET
  public RunList all() {
    return new RunList(board.all());
  }

  @GET
  @Path("/{runId}")
  public RunNews one(@RestPath String runId) {
    return board.find(runId).orElseThrow(() -> unknown("No run with this RunId was heard of."));
  }

  /** What the training service wrote when the run was over. */
  @GET
  @Path("/{runId}/report")
  public Response report(@RestPath String runId) {
    if (!runId.matches(RUN_ID)) {
      throw unknown("No run has such a RunId.");
    }
    try {
      return Response.ok(store.get(ObjectKeys.runReport(runId)))
          .header("Cache-Control", "no-cache")
          .build();
    } catch (ObjectMissingException e) {
      throw unknown("This run has no report: it is not over, or it failed.");
    }
  }

  private static ProblemException unknown(String detail) {
    return new ProblemException(Problem.of(404, "unknown-run", "Unknown run", detail));
  }
}
