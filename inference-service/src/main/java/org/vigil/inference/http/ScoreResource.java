package org.vigil.inference.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.PartType;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.vigil.inference.config.InferenceSettings;
import org.vigil.inference.flow.FlowParts;
import org.vigil.inference.study.PictureSource;
import org.vigil.inference.study.PreparedStudy;
import org.vigil.inference.study.ScoredEvent;
import org.vigil.inference.study.StudyPreparer;
import org.vigil.inference.study.StudyResult;
import org.vigil.platform.access.Callers;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.Scored;

/**
 * Scores one picture at once, with the code of the stream; nothing is stored and no event is
 * written. Somebody waits for the answer, so it goes before the stream; how many are taken at once
 * is limited, and who comes beyond them gets 503 with Retry-After.
 */
@Path("/api/score")
@Produces(MediaType.APPLICATION_JSON)
public class ScoreResource {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final StudyPreparer preparer;
  private final FlowParts parts;
  private final Semaphore places;
  private final Callers callers;

  ScoreResource(
      StudyPreparer preparer, FlowParts parts, InferenceSettings settings, Callers callers) {
    this.callers = callers;
    this.preparer = preparer;
    this.parts = parts;
    this.places = new Semaphore(settings.maxUploads());
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RunOnVirtualThread
  public ScoreAnswer score(
      @RestForm("image") FileUpload image,
      @RestForm("study") @PartType(MediaType.APPLICATION_JSON) ScoreRequest request,
      @RestQuery("embedding") boolean withEmbedding)
      throws IOException, InterruptedException {
    if (image == null || request == null) {
      throw UploadedStudy.invalid(
          "needs a part 'image' and a part 'study' (JSON) with at least a kind");
    }
    callers.current().requireSite(UploadedStudy.site(request.site()).value());
    if (!places.tryAcquire()) {
      throw ProblemException.unavailable("Too many pictures are being scored.", RETRY_AFTER);
    }
    try {
      return score(image.uploadedFile(), request, withEmbedding);
    } finally {
      places.release();
    }
  }

  private ScoreAnswer score(java.nio.file.Path picture, ScoreRequest request, boolean withEmbedding)
      throws IOException, InterruptedException {
    PreparedStudy prepared =
        preparer.prepare(
            UploadedStudy.of(request, picture, parts.clock().instant()), bytesOf(picture));
    try {
      return switch (prepared) {
        case PreparedStudy.Silent silent ->
            answer(
                new StudyResult.Unanswered(silent, silent.reason(), silent.detail()),
                withEmbedding);
        case PreparedStudy.Scorable scorable -> answer(compute(scorable), withEmbedding);
      };
    } finally {
      prepared.release();
    }
  }

  /** Read only when there is memory for it. */
  private static PictureSource bytesOf(java.nio.file.Path picture) {
    return image -> {
      try {
        return Files.readAllBytes(picture);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private StudyResult compute(PreparedStudy.Scorable scorable) throws InterruptedException {
    try {
      return parts
          .compute()
          .submitFirst(() -> parts.scorer().score(List.of(scorable)).get(0))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("scoring failed", e.getCause());
    }
  }

  private ScoreAnswer answer(StudyResult result, boolean withEmbedding) {
    return switch (result) {
      case StudyResult.Unanswered unanswered -> ScoreAnswer.of(unanswered);
      case StudyResult.Answered answered ->
          ScoreAnswer.of(
              (Scored) ScoredEvent.of(answered, parts.clock().instant()).getOutcome(),
              withEmbedding);
    };
  }
}
