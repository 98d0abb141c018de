package org.vigil.worklist.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import org.jboss.resteasy.reactive.RestPath;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.AuditDesk;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.worklist.explanation.HeatMapAnswer;
import org.vigil.worklist.explanation.HeatMapWish;
import org.vigil.worklist.explanation.HeatMaps;
import org.vigil.worklist.study.StudyEntry;

/** Heat maps of one study: what there is, and wishes for more. */
@Path("/api/studies/{studyId}/explanations")
@RunOnVirtualThread
public class ExplanationResource {
  private static final String UNCHANGING = "private, max-age=86400";

  private final SeenStudies seen;
  private final HeatMaps heatMaps;
  private final AuditDesk audit;

  ExplanationResource(SeenStudies seen, HeatMaps heatMaps, AuditDesk audit) {
    this.seen = seen;
    this.heatMaps = heatMaps;
    this.audit = audit;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public HeatMapAnswer explanations(@RestPath String studyId) {
    return heatMaps.of(find(studyId));
  }

  @GET
  @Path("/{imageId}/{finding}")
  @Produces("image/png")
  public Response overlay(
      @RestPath String studyId, @RestPath String imageId, @RestPath String finding) {
    byte[] map = heatMaps.overlay(find(studyId), imageId, finding);
    audit.record(
        AuditEntry.of(Act.EXPLANATION_SHOWN)
            .study(studyId)
            .image(imageId)
            .about("finding", finding));
    return Response.ok(map, "image/png").header("Cache-Control", seen.caching(UNCHANGING)).build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response want(@RestPath String studyId, HeatMapWish wish) {
    try {
      heatMaps.want(find(studyId), wish).join();
      return Response.accepted().build();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BrokerUnavailableException broker) {
        throw broker;
      }
      throw e;
    }
  }

  private StudyEntry find(String studyId) {
    return seen.find(studyId).entry();
  }
}
