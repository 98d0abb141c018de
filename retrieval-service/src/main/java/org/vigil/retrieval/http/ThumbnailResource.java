package org.vigil.retrieval.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;
import org.vigil.platform.access.Callers;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.AuditDesk;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.retrieval.thumbnail.Thumbnails;

/** The small picture of a case. */
@Path("/api/cases/{id}/thumbnail")
@RunOnVirtualThread
public class ThumbnailResource {
  private final Thumbnails thumbnails;
  private final AuditDesk audit;
  private final Callers callers;

  ThumbnailResource(Thumbnails thumbnails, AuditDesk audit, Callers callers) {
    this.callers = callers;
    this.thumbnails = thumbnails;
    this.audit = audit;
  }

  @GET
  public Response thumbnail(@RestPath String id, @QueryParam("site") String site)
      throws InterruptedException {
    if (site == null) {
      throw Refusals.parameter("site", "site says whose reader looks.");
    }
    callers.current().requireSite(SearchWords.site(site));
    byte[] jpeg =
        thumbnails
            .of(id, SearchWords.site(site))
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            404,
                            "case-unknown",
                            "No such case",
                            "There is no picture of this case, or the site may not see it.")));
    audit.record(AuditEntry.of(Act.THUMBNAIL_SHOWN).about("case", id));
    return Response.ok(jpeg, "image/jpeg").header("Cache-Control", SimilarResource.UNKEPT).build();
  }
}
