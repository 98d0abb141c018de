package org.vigil.worklist.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.AuditDesk;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.worklist.erasure.LegalHold;
import org.vigil.worklist.erasure.LegalHolds;

/** Keeps a study from being erased, or lets it be erased again. */
@Path("/api/studies/{studyId}/hold")
@RunOnVirtualThread
public class LegalHoldResource {
  private final LegalHolds holds;
  private final SeenStudies seen;
  private final AuditDesk audit;

  LegalHoldResource(LegalHolds holds, SeenStudies seen, AuditDesk audit) {
    this.holds = holds;
    this.seen = seen;
    this.audit = audit;
  }

  /** What a client says of a hold. */
  public record Wish(Optional<String> reference) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public LegalHold hold(@RestPath String studyId) {
    seen.requireErasable(studyId);
    return holds
        .of(studyId)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(404, "no-hold", "No legal hold", "The study is on no hold.")));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public LegalHold place(@RestPath String studyId, Wish wish) {
    seen.requireErasable(studyId);
    Optional<String> reference = Optional.ofNullable(wish).flatMap(Wish::reference);
    return audit.recording(
        AuditEntry.of(Act.HOLD_PLACED).study(studyId), () -> holds.place(studyId, reference));
  }

  @DELETE
  public Response lift(@RestPath String studyId) {
    seen.requireErasable(studyId);
    return audit.recording(
        AuditEntry.of(Act.HOLD_LIFTED).study(studyId),
        () -> {
          holds.lift(studyId);
          return Response.noContent().build();
        });
  }
}
