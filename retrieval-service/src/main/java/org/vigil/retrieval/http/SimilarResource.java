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
import org.jboss.resteasy.reactive.RestPath;
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

  SimilarResource(SimilarCases cases, Answering answering, ShownCases shown) {
    this.cases = cases;
    this.answering = answering;
    this.shown = shown;
  }

  @GET
  public Response similar(@RestPath String id, @Context UriInfo uri) {
    Wanted wanted = SearchWords.read(single(uri));
    SimilarAnswer answer = answering.to(() -> cases.to(id, wanted)).orElseThrow(Refusals::study);
    shown.beside(id, answer);
    return Response.ok(SimilarView.of(answer)).header("Cache-Control", UNKEPT).build();
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
