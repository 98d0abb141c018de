package org.vigil.worklist.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.AuditDesk;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.word.Words;
import org.vigil.worklist.answer.ErasureAnswer;
import org.vigil.worklist.erasure.ErasureDesk;
import org.vigil.worklist.erasure.ErasureRequest;

/** Asks that a study be forgotten, or serve nobody else any more. */
@Path("/api/studies/{studyId}/erasure")
@RunOnVirtualThread
public class ErasureResource {
  private final ErasureDesk desk;
  private final SeenStudies seen;
  private final AuditDesk audit;

  ErasureResource(ErasureDesk desk, SeenStudies seen, AuditDesk audit) {
    this.desk = desk;
    this.seen = seen;
    this.audit = audit;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response erase(@RestPath String studyId, ErasureRequest request) {
    if (request == null) {
      throw new ProblemException(
          Problem.of(
              422, "erasure-invalid", "Not a valid request for erasure", "The body is empty."));
    }
    seen.requireErasable(studyId);
    StudyErased erasure = desk.check(studyId, request);
    AuditEntry entry =
        AuditEntry.of(Act.ERASURE_ASKED)
            .study(erasure.getStudyId())
            .saying(
                "%s, because of %s, for %s"
                    .formatted(Words.of(erasure.getScope()), erasure.getReason(), erasure.getBy()));
    return audit.recording(
        entry, () -> Response.accepted(ErasureAnswer.of(desk.take(erasure))).build());
  }
}
