package org.vigil.retrieval.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.retrieval.lookup.SimilarAnswer;
import org.vigil.retrieval.lookup.SimilarCases;

/** The confirmed cases that look most like a study. */
@Path("/api/studies/{id}/similar")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SimilarResource {
  private final SimilarCases cases;
  private final Timer timer;

  SimilarResource(SimilarCases cases, MeterRegistry metrics) {
    this.cases = cases;
    this.timer = metrics.timer("vigil_retrieval_lookup_seconds");
  }

  @GET
  public SimilarView similar(String id, @QueryParam("k") @DefaultValue("10") String k) {
    int wanted = parse(k);
    SimilarAnswer answer =
        timer
            .record(() -> cases.to(id, wanted))
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            404,
                            "study-unknown",
                            "No such study",
                            "No score and no verdict of this study has come here yet.")));
    return SimilarView.of(answer);
  }

  private static int parse(String k) {
    try {
      int wanted = Integer.parseInt(k);
      if (wanted >= 1 && wanted <= SimilarCases.MOST) {
        return wanted;
      }
    } catch (NumberFormatException e) {
      throw outOfRange();
    }
    throw outOfRange();
  }

  private static ProblemException outOfRange() {
    return new ProblemException(
        Problem.of(
            400,
            "invalid-parameter",
            "A parameter makes no sense",
            "k is a whole number from 1 to " + SimilarCases.MOST + "."));
  }
}
