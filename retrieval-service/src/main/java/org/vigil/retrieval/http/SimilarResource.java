package org.vigil.retrieval.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.vigil.platform.access.Callers;
import org.vigil.platform.access.SiteScope;
import org.vigil.retrieval.lookup.SimilarAnswer;
import org.vigil.retrieval.lookup.SimilarCases;
import org.vigil.retrieval.lookup.Wanted;

/** The confirmed cases that look most like a study. */
@Path("/api/studies/{id}/similar")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SimilarResource {
  /** A case may be taken back at any time: no answer is kept anywhere. */
  static final String UNKEPT = "private, no-store";

  private final SimilarCases cases;
  private final Answering answering;
  private final ShownCases shown;
  private final Callers callers;

  SimilarResource(SimilarCases cases, Answering answering, ShownCases shown, Callers callers) {
    this.callers = callers;
    this.cases = cases;
    this.answering = answering;
    this.shown = shown;
  }

  @GET
  public Response similar(@RestPath String id, @Context UriInfo uri) {
    Wanted wanted = SearchWords.read(single(uri));
    SimilarAnswer answer =
        answering
            .to(() -> cases.to(id, wanted))
            .filter(found -> isSeen(found.site()))
            .orElseThrow(Refusals::study);
    shown.beside(id, answer);
    return Response.ok(SimilarView.of(answer)).header("Cache-Control", UNKEPT).build();
  }

  /** Whose a study is that has no site yet, nobody of one site knows. */
  private boolean isSeen(Optional<String> site) {
    SiteScope scope = callers.current().sites();
    return site.map(scope::includes).orElse(scope instanceof SiteScope.Every);
  }

  private static Map<String, String> single(UriInfo uri) {
    Map<String, String> words = new HashMap<>();
    uri.getQueryParameters()
        .forEach(
            (name, values) -> {
              if (values.size() > 1) {
                throw Refusals.parameter("repeated", "Each parameter stands once.");
              }
              words.put(name, values.get(0));
            });
    return words;
  }
}
