package org.vigil.inference.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jboss.resteasy.reactive.PartType;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.vigil.inference.flow.FlowParts;
import org.vigil.inference.study.PreparedStudy;
import org.vigil.inference.study.ResultEvents;
import org.vigil.inference.study.StudyPreparer;
import org.vigil.inference.study.StudyResult;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.RoleSource;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.word.Words;

/**
 * Scores one picture at once, with the code of the stream; nothing is stored and no event is
 * written.
 */
@Path("/api/score")
@Produces(MediaType.APPLICATION_JSON)
public class ScoreResource {
  private static final Map<StudyKind, ImageRole> DEFAULT_ROLES =
      Map.of(
          StudyKind.CHEST_XRAY, ImageRole.FRONTAL,
          StudyKind.SKIN, ImageRole.CLINICAL,
          StudyKind.TONGUE, ImageRole.TONGUE);

  private final StudyPreparer preparer;
  private final FlowParts parts;
  private final ResultEvents events;
  private final Clock clock;

  ScoreResource(StudyPreparer preparer, FlowParts parts, Clock clock) {
    this.preparer = preparer;
    this.parts = parts;
    this.events = parts.events();
    this.clock = clock;
  }

  public record Finding(String finding, String code, double score, double threshold) {}

  public record Bundle(String slot, String version, String digest) {}

  /**
   * @param abstention why there are no scores; null when there are
   */
  public record Answer(
      Bundle bundle,
      String preprocessing,
      String thresholdsVersion,
      List<Finding> scores,
      List<String> inputsMissing,
      Abstention abstention) {}

  public record Abstention(String reason, String detail) {}

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RunOnVirtualThread
  public Answer score(
      @RestForm("image") FileUpload image,
      @RestForm("study") @PartType(MediaType.APPLICATION_JSON) ScoreRequest request)
      throws IOException, InterruptedException {
    if (image == null || request == null) {
      throw invalid("needs a part 'image' and a part 'study' (JSON) with at least a kind");
    }
    byte[] bytes = Files.readAllBytes(image.uploadedFile());
    PreparedStudy prepared = preparer.prepare(study(request, bytes), picture -> bytes);
    try {
      return answer(result(prepared));
    } finally {
      prepared.release();
    }
  }

  private StudyResult result(PreparedStudy prepared) throws InterruptedException {
    return switch (prepared) {
      case PreparedStudy.Silent silent ->
          new StudyResult.Unanswered(silent, silent.reason(), silent.detail());
      case PreparedStudy.Scorable scorable -> compute(scorable);
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

  private Answer answer(StudyResult result) {
    var event = events.studyScored(result, clock.instant());
    if (event.getOutcome() instanceof Scored scored) {
      var ref = scored.getBundle();
      return new Answer(
          new Bundle(ref.getSlot(), ref.getVersion(), ref.getDigest()),
          scored.getPreprocessing(),
          scored.getThresholdsVersion(),
          scored.getFindings().stream().map(ScoreResource::finding).toList(),
          scored.getInputsMissing(),
          null);
    }
    var unanswered = (StudyResult.Unanswered) result;
    return new Answer(
        null,
        null,
        null,
        List.of(),
        List.of(),
        new Abstention(Words.of(unanswered.reason()), unanswered.detail()));
  }

  private static Finding finding(FindingScore f) {
    return new Finding(f.getFinding(), f.getCode(), f.getScore(), f.getThreshold());
  }

  private StudyReady study(ScoreRequest request, byte[] bytes) {
    StudyKind kind =
        word(StudyKind.class, "kind", request.kind()).orElseThrow(() -> invalid("kind is missing"));
    ImageRole role = word(ImageRole.class, "role", request.role()).orElse(DEFAULT_ROLES.get(kind));
    SiteId site = site(request.site());
    ImageId id = ImageId.of(Sha256.of(bytes));
    Instant now = clock.instant();
    return StudyReady.newBuilder()
        .setStudyId(StudyId.ofImages(site, List.of(id)).value())
        .setRevision(1)
        .setSite(site.value())
        .setKind(kind)
        .setPriority(Priority.STAT)
        .setComplete(true)
        .setImages(List.of(image(id, role, request.role() != null)))
        .setMetadata(request.metadata() == null ? Map.of() : request.metadata())
        .setRequestedSlot(request.slot())
        .setReceivedAt(now)
        .setReadyAt(now)
        .build();
  }

  private static NormalisedImage image(ImageId id, ImageRole role, boolean declared) {
    return NormalisedImage.newBuilder()
        .setImageId(id.value())
        .setRole(role)
        .setRoleSource(declared ? RoleSource.DECLARED : RoleSource.ASSUMED)
        .setRawKey("")
        .setObjectKey("")
        .setSha256(id.value())
        .setWidth(0)
        .setHeight(0)
        .setBitsPerSample(0)
        .setChannels(0)
        .setNormalisation("none")
        .build();
  }

  private static SiteId site(String name) {
    try {
      return new SiteId(name == null ? "local" : name);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  private static <E extends Enum<E>> Optional<E> word(Class<E> type, String field, String word) {
    if (word == null) {
      return Optional.empty();
    }
    return Optional.of(
        Words.parse(type, word)
            .orElseThrow(() -> invalid(field + " is none of " + Words.list(type))));
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(Problem.of(400, "invalid-request", "Invalid request", detail));
  }
}
