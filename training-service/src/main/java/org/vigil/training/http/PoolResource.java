package org.vigil.training.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.platform.access.Callers;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.training.feedback.CaseParts;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.LabelledPool;
import org.vigil.training.feedback.PoolQuery;

/** The labelled pool. */
@Path("/api/pool")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PoolResource {
  private final LabelledPool pool;
  private final CaseParts parts;
  private final Callers callers;

  PoolResource(LabelledPool pool, CaseParts parts, Callers callers) {
    this.callers = callers;
    this.pool = pool;
    this.parts = parts;
  }

  /** What the pool holds, and how readers voted. */
  @GET
  public PoolView pool(
      @QueryParam("kind") String kind,
      @QueryParam("site") List<String> sites,
      @QueryParam("from") String from,
      @QueryParam("until") String until) {
    PoolQuery query =
        new PoolQuery(
            Optional.ofNullable(kind), Set.copyOf(sites), time("from", from), time("until", until));
    return PoolView.of(pool.find(query).stream().filter(this::isSeen).toList(), parts);
  }

  private boolean isSeen(LabelledCase labelled) {
    return labelled.facts().filter(facts -> callers.current().sees(facts.site())).isPresent();
  }

  /** One labelled study. */
  @GET
  @Path("{studyId}")
  public PoolView.CaseView labelled(String studyId) {
    LabelledCase found =
        pool.find(studyId)
            .filter(LabelledCase::isLabelled)
            .filter(this::isSeen)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            404,
                            "not-labelled",
                            "Not in the labelled pool",
                            "No verdict stands on this study, or it may not be used.")));
    return PoolView.CaseView.of(found, parts);
  }

  private static Optional<Instant> time(String name, String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new ProblemException(
          Problem.of(422, "invalid-request", "The request makes no sense", "Not a time (UTC).")
              .about(name));
    }
  }
}
