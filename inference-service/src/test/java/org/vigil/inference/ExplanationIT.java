package org.vigil.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.inference.stack.ScoringService;
import org.vigil.inference.stack.TestStudies;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.ExplainedImage;
import org.vigil.schemas.event.ExplanationWanted;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/** Heat maps on a real broker and store: unasked for urgent studies, asked for by readers. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
class ExplanationIT {
  private static final String FINDING = "Pneumonia";
  private ScoringService service;

  @BeforeEach
  void start() {
    service = new ScoringService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aStatStudyIsExplainedOnceItsScoreIsOut() throws Exception {
    NormalisedImage image = frontal(21);
    StudyReady study = TestStudies.chestXray(Priority.STAT, image);
    BundleRef bundle = scoredBy(study);
    BufferedImage overlay = overlay(made(study, bundle, image));
    assertEquals(64, overlay.getWidth());
    assertEquals(64, overlay.getHeight());
    assertTrue(overlay.getColorModel().hasAlpha());
    String making =
        new String(
            service.store().get(ObjectKeys.explanations(id(study), bundle)),
            StandardCharsets.UTF_8);
    assertTrue(making.contains("\"method\":\"Grad-CAM++\""), making);
    assertTrue(making.contains("\"seenWidth\":28"), making);
  }

  @Test
  void aReaderWhoAsksGetsTheHeatMapOfARoutineStudy() throws Exception {
    NormalisedImage image = frontal(22);
    StudyReady study = TestStudies.chestXray(Priority.ROUTINE, image);
    BundleRef bundle = scoredBy(study);
    service.topics().want(wish(study, bundle, image));
    overlay(made(study, bundle, image));
  }

  private BundleRef scoredBy(StudyReady study) {
    return assertInstanceOf(Scored.class, service.score(study).getOutcome()).getBundle();
  }

  private ObjectKey made(StudyReady study, BundleRef bundle, NormalisedImage image) {
    ObjectKey key =
        ObjectKeys.explanation(id(study), bundle, new ImageId(image.getImageId()), FINDING);
    await().atMost(ScoringService.LIMIT).until(() -> service.store().size(key).isPresent());
    return key;
  }

  private BufferedImage overlay(ObjectKey key) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(service.store().get(key)));
  }

  private static StudyId id(StudyReady study) {
    return new StudyId(study.getStudyId());
  }

  private static ExplanationWanted wish(StudyReady study, BundleRef bundle, NormalisedImage image) {
    return ExplanationWanted.newBuilder()
        .setStudyId(study.getStudyId())
        .setBundle(bundle)
        .setFinding(FINDING)
        .setImages(
            List.of(
                ExplainedImage.newBuilder()
                    .setImageId(image.getImageId())
                    .setObjectKey(image.getObjectKey())
                    .setSha256(image.getSha256())
                    .setWidth(image.getWidth())
                    .setHeight(image.getHeight())
                    .setBitsPerSample(image.getBitsPerSample())
                    .setChannels(image.getChannels())
                    .build()))
        .setWantedAt(Instant.now())
        .build();
  }

  private NormalisedImage frontal(int seed) {
    return service.studies().stored(ImageRole.FRONTAL, TestStudies.radiograph(seed));
  }
}
