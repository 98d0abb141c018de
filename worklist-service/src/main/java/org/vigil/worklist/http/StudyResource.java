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
import org.vigil.worklist.study.UnknownStudy;
import org.vigil.worklist.verdict.VerdictDesk;
import org.vigil.worklist.verdict.VerdictRequest;
import org.vigil.worklist.view.Standing;
import org.vigil.worklist.view.WorklistView;

/** One study: what is known of it, its pictures, and its readers' verdicts. */
@Path("/api/studies/{studyId}")
@RunOnVirtualThread
public class StudyResource {
  /**
   * The bytes of a digest never change. Private: pictures of patients stay out of shared caches.
   */
  private static final String IMMUTABLE = "private, max-age=31536000, immutable";

  private final WorklistView view;
  private final Answers answers;
  private final ObjectStore store;
  private final VerdictDesk desk;

  StudyResource(WorklistView view, Answers answers, ObjectStore store, VerdictDesk desk) {
    this.view = view;
    this.answers = answers;
    this.store = store;
    this.desk = desk;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public StudyDetail study(@RestPath String studyId) {
    return answers.detail(find(studyId));
  }

  @GET
  @Path("/images/{imageId}")
  @Produces("image/png")
  public Response image(
      @RestPath String studyId, @RestPath String imageId, @Context Request request) {
    StudyImage image = imageOf(studyId, imageId);
    EntityTag tag = new EntityTag(image.sha256());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    if (unchanged != null) {
      return unchanged.tag(tag).header("Cache-Control", IMMUTABLE).build();
    }
    try {
      return Response.ok(store.open(ObjectKeys.images(image.objectKey())), "image/png")
          .tag(tag)
          .header("Cache-Control", IMMUTABLE)
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
    VerdictAnswer answer = VerdictAnswer.of(desk.give(studyId, request));
    return Response.created(URI.create("/api/studies/" + studyId)).entity(answer).build();
  }

  @DELETE
  @Path("/verdict")
  @Produces(MediaType.APPLICATION_JSON)
  public VerdictAnswer takeBack(@RestPath String studyId, @RestQuery Optional<String> reader) {
    return VerdictAnswer.of(desk.takeBack(studyId, reader));
  }

  private Standing find(String studyId) {
    return view.find(studyId).orElseThrow(UnknownStudy::problem);
  }

  private StudyImage imageOf(String studyId, String imageId) {
    Optional<StudyFacts> facts = find(studyId).entry().facts();
    return facts.orElseThrow().images().stream()
        .filter(image -> image.imageId().equals(imageId))
        .findFirst()
        .orElseThrow(() -> unknown("The study has no such image."));
  }

  private static ProblemException unknown(String detail) {
    return new ProblemException(Problem.of(404, "unknown-image", "Unknown image", detail));
  }
}
