package org.vigil.worklist.explanation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.ExplainedImage;
import org.vigil.schemas.event.ExplanationWanted;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.worklist.study.BundleName;
import org.vigil.worklist.study.ModelWord;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.StudyImage;

/**
 * Finds the heat maps of a study's present scores in the object store and asks for those that a
 * reader misses. The inference service makes them while its device is free, so that a wish is no
 * promise. Thread-safe.
 */
public final class HeatMaps {
  private static final String SOURCE = "/vigil/worklist";

  private final ObjectStore store;
  private final WishPublisher publisher;
  private final ObjectMapper json;
  private final Clock clock;

  public HeatMaps(ObjectStore store, WishPublisher publisher, ObjectMapper json, Clock clock) {
    this.store = store;
    this.publisher = publisher;
    this.json = json;
    this.clock = clock;
  }

  /** What there is. */
  public HeatMapAnswer of(StudyEntry study) {
    return scores(study).map(scores -> of(study, scores)).orElseGet(HeatMapAnswer::none);
  }

  private HeatMapAnswer of(StudyEntry study, ModelWord.Scores scores) {
    BundleRef bundle = bundle(scores);
    ObjectKey making = ObjectKeys.explanations(new StudyId(study.studyId()), bundle);
    String folder = making.key().substring(0, making.key().lastIndexOf('/') + 1);
    Set<String> keys = new HashSet<>();
    store.list(Bucket.IMAGES, folder).forEach(key -> keys.add(key.key()));
    List<HeatMapAnswer.Map> maps =
        scores.inputsUsed().stream()
            .flatMap(
                image ->
                    scores.findings().stream()
                        .map(finding -> finding.finding())
                        .filter(finding -> keys.contains(key(study, bundle, image, finding).key()))
                        .map(
                            finding ->
                                new HeatMapAnswer.Map(
                                    image, finding, href(study, bundle, image, finding))))
            .toList();
    return new HeatMapAnswer(true, maps.isEmpty() ? Optional.empty() : making(making), maps);
  }

  private Optional<HeatMapAnswer.Making> making(ObjectKey key) {
    try {
      return Optional.of(json.readValue(store.get(key), HeatMapAnswer.Making.class));
    } catch (ObjectMissingException | IOException e) {
      return Optional.empty(); // Written before the maps; without it they are shown all the same.
    }
  }

  /**
   * The overlay of one image and finding.
   *
   * @throws ProblemException 404 where there is none
   */
  public byte[] overlay(StudyEntry study, String image, String finding) {
    ModelWord.Scores scores = scores(study).orElseThrow(HeatMaps::missing);
    if (!scores.inputsUsed().contains(image) || !names(scores).contains(finding)) {
      throw missing();
    }
    try {
      return store.get(key(study, bundle(scores), image, finding));
    } catch (ObjectMissingException e) {
      throw missing();
    }
  }

  /**
   * Asks for a finding's maps of all images that were scored.
   *
   * @return completes when the wish is safe
   * @throws ProblemException 409 where there are no scores, 422 for an unknown finding
   */
  public CompletableFuture<Void> want(StudyEntry study, HeatMapWish wish) {
    ModelWord.Scores scores =
        scores(study)
            .orElseThrow(
                () -> problem(409, "no-scores", "No scores", "There is nothing to explain yet."));
    if (wish == null || wish.finding() == null || !names(scores).contains(wish.finding())) {
      throw problem(422, "unknown-finding", "Unknown finding", "The scores have no such finding.");
    }
    Instant now = clock.instant();
    ExplanationWanted event =
        ExplanationWanted.newBuilder()
            .setStudyId(study.studyId())
            .setBundle(bundle(scores))
            .setFinding(wish.finding())
            .setImages(images(study, scores))
            .setWantedAt(now)
            .build();
    String id = "wanted/" + study.studyId() + "/" + UUID.randomUUID();
    return publisher.publish(event, Envelope.about(study.studyId(), id, SOURCE, now));
  }

  private static List<ExplainedImage> images(StudyEntry study, ModelWord.Scores scores) {
    return study.facts().orElseThrow().images().stream()
        .filter(image -> scores.inputsUsed().contains(image.imageId()))
        .map(HeatMaps::image)
        .toList();
  }

  private static ExplainedImage image(StudyImage image) {
    return ExplainedImage.newBuilder()
        .setImageId(image.imageId())
        .setObjectKey(image.objectKey())
        .setSha256(image.sha256())
        .setWidth(image.width())
        .setHeight(image.height())
        .setBitsPerSample(image.bitsPerSample())
        .setChannels(image.channels())
        .build();
  }

  private static Optional<ModelWord.Scores> scores(StudyEntry study) {
    return study
        .word()
        .filter(ModelWord.Scores.class::isInstance)
        .map(ModelWord.Scores.class::cast)
        .filter(scores -> scores.by().isPresent());
  }

  private static List<String> names(ModelWord.Scores scores) {
    return scores.findings().stream().map(finding -> finding.finding()).toList();
  }

  private static BundleRef bundle(ModelWord.Scores scores) {
    BundleName by = scores.by().orElseThrow();
    return new BundleRef(by.slot(), by.version(), by.digest());
  }

  private static ObjectKey key(StudyEntry study, BundleRef bundle, String image, String finding) {
    return ObjectKeys.explanation(
        new StudyId(study.studyId()), bundle, new ImageId(image), finding);
  }

  /** With the bundle, so that a browser never shows an older model's map from its cache. */
  private static String href(StudyEntry study, BundleRef bundle, String image, String finding) {
    return "api/studies/%s/explanations/%s/%s?bundle=%s"
        .formatted(
            study.studyId(),
            image,
            URLEncoder.encode(finding, StandardCharsets.UTF_8).replace("+", "%20"),
            bundle.getDigest());
  }

  private static ProblemException missing() {
    return problem(404, "unknown-explanation", "No heat map", "There is no such heat map.");
  }

  private static ProblemException problem(int status, String type, String title, String detail) {
    return new ProblemException(Problem.of(status, type, title, detail));
  }
}
