package org.vigil.training.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.platform.access.Caller;
import org.vigil.platform.access.Callers;
import org.vigil.platform.access.SiteScope;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.training.run.Run;
import org.vigil.training.run.RunArchive;
import org.vigil.training.run.RunDesk;
import org.vigil.training.run.RunId;
import org.vigil.training.run.RunRequest;

/** Training runs. */
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RunsResource {
  private final RunDesk desk;
  private final RunArchive archive;
  private final Callers callers;

  RunsResource(RunDesk desk, RunArchive archive, Callers callers) {
    this.callers = callers;
    this.desk = desk;
    this.archive = archive;
  }

  /** Takes a run; 202 with its place. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response ask(RunBody body) {
    RunRequest request = RunBody.checked(body, callers);
    requireSites(request.data().sites());
    Run run = desk.ask(request);
    return Response.accepted(view(run)).location(URI.create("/api/runs/" + run.id())).build();
  }

  /** A run that names no site learns from every site. */
  private void requireSites(Set<String> sites) {
    Caller caller = callers.current();
    sites.forEach(caller::requireSite);
    if (sites.isEmpty()) {
      caller.requireSite(SiteScope.WILDCARD);
    }
  }

  /** The latest first. */
  @GET
  public RunList all() {
    return new RunList(desk.all().reversed().stream().map(this::view).toList());
  }

  /**
   * @param runs the latest first
   */
  public record RunList(List<RunView> runs) {}

  @GET
  @Path("{id}")
  public RunView one(String id) {
    return view(parse(id).flatMap(desk::find).orElseThrow(RunsResource::unknown));
  }

  /** Ends a run; answers with how it stands now. */
  @DELETE
  @Path("{id}")
  public RunView cancel(String id, @QueryParam("by") String by) {
    String name = callers.signature(Optional.ofNullable(by)).orElse(null);
    String who = RunBody.text(name, "by", RunBody.LONGEST_NAME);
    return view(parse(id).flatMap(run -> desk.cancel(run, who)).orElseThrow(RunsResource::unknown));
  }

  private RunView view(Run run) {
    return RunView.of(run, desk.position(run.id()), archive.curve(run.id()));
  }

  private static Optional<RunId> parse(String id) {
    try {
      return Optional.of(new RunId(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(
        Problem.of(404, "unknown-run", "Unknown run", "No run has this RunId."));
  }
}
