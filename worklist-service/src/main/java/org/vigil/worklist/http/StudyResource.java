package org.vigil.worklist.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.vigil.platform.access.Callers;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.AuditDesk;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.worklist.answer.Answers;
import org.vigil.worklist.answer.StudyDetail;
import org.vigil.worklist.answer.VerdictAnswer;
import org.vigil.worklist.study.StudyFacts;
import org.vigil.worklist.study.StudyImage;
import org.vigil.worklist.verdict.VerdictDesk;
import org.vigil.worklist.verdict.VerdictRequest;
import org.vigil.worklist.view.Standing;

/** One study: what is known of it, its pictures, and its readers' verdicts. */
@Path("/api/studies/{studyId}")
@RunOnVirtualThread
public class StudyResource {
  /**
   * The bytes of a digest never change. Private: pictures of patients stay out of shared caches.
   */
  private static final String IMMUTABLE = "private, max-age=31536000, immutable";

  private final SeenStudies seen;
  private final Answers answers;
  private final ObjectStore store;
  private final VerdictDesk desk;
  private final AuditDesk audit;
  private final Callers callers;

  StudyResource(
      SeenStudies seen,
      Answers answers,
      ObjectStore store,
      VerdictDesk desk,
      AuditDesk audit,
      Callers callers) {
    this.seen = seen;
    this.callers = callers;
    this.answers = answers;
    this.store = store;
    this.desk = desk;
    this.audit = audit;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public StudyDetail study(@RestPath String studyId) {
    Standing study = seen.find(studyId);
    audit.record(AuditEntry.of(Act.STUDY_OPENED).study(studyId));
    return answers.detail(study);
  }

  @GET
  @Path("/images/{imageId}")
  @Produces("image/png")
  public Response image(
      @RestPath String studyId, @RestPath String imageId, @Context Request request) {
    StudyImage image = imageOf(studyId, imageId);
    audit.record(AuditEntry.of(Act.IMAGE_SHOWN).study(studyId).image(imageId));
    EntityTag tag = new EntityTag(image.sha256());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    if (unchanged != null) {
      return unchanged.tag(tag).header("Cache-Control", seen.caching(IMMUTABLE)).build();
    }
    try {
      return Response.ok(store.open(ObjectKeys.images(image.objectKey())), "image/png")
          .tag(tag)
          .header("Cache-Control", seen.caching(IMMUTABLE))
          .build();
    } catch (ObjectMissingException e) {
      throw unknown("The store has no such picture.");
    }
  }

  @POST
  @Path("/verdict")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response verdict(@RestPath String studyId, VerdictRequest request) {
    if (request == null) {
      throw new ProblemException(
          Problem.of(422, "verdict-invalid", "Not a valid verdict", "The body is empty."));
    }
    seen.find(studyId);
    VerdictRequest signed = request.by(callers.signature(request.reader()));
    AuditEntry entry = AuditEntry.of(Act.VERDICT_GIVEN).study(studyId);
    VerdictAnswer answer =
        audit.recording(
            signed.reader().map(entry::signedBy).orElse(entry),
            () -> VerdictAnswer.of(desk.give(studyId, signed)));
    return Response.created(URI.create("/api/studies/" + studyId)).entity(answer).build();
  }

  @DELETE
  @Path("/verdict")
  @Produces(MediaType.APPLICATION_JSON)
  public VerdictAnswer takeBack(@RestPath String studyId, @RestQuery Optional<String> reader) {
    seen.find(studyId);
    Optional<String> signature = callers.signature(reader);
    AuditEntry entry = AuditEntry.of(Act.VERDICT_TAKEN_BACK).study(studyId);
    return audit.recording(
        signature.map(entry::signedBy).orElse(entry),
        () -> VerdictAnswer.of(desk.takeBack(studyId, signature)));
  }

  private StudyImage imageOf(String studyId, String imageId) {
    Optional<StudyFacts> facts = seen.find(studyId).entry().facts();
    return facts.orElseThrow().images().stream()
        .filter(image -> image.imageId().equals(imageId))
        .findFirst()
        .orElseThrow(() -> unknown("The study has no such image."));
  }

  private static ProblemException unknown(String detail) {
    return new ProblemException(Problem.of(404, "unknown-image", "Unknown image", detail));
  }
}
