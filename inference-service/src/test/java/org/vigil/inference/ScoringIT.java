package org.vigil.inference;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.inference.stack.ScoringService;
import org.vigil.inference.stack.TestStudies;
import org.vigil.inference.stack.TestTopics;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;

/** The stream on a real broker and store, with the committed demonstration bundle. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
class ScoringIT {
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
  void aStudyWithTwoImagesIsScoredOnce() {
    StudyReady study = TestStudies.chestXray(Priority.ROUTINE, frontal(1), frontal(2));
    Scored scored = assertInstanceOf(Scored.class, service.score(study).getOutcome());
    assertEquals(2, scored.getInputsUsed().size());
    assertEquals("Pneumonia", scored.getFindings().get(0).getFinding());
    double score = scored.getFindings().get(0).getScore();
    assertTrue(score >= 0 && score <= 1);
    for (NormalisedImage image : study.getImages()) {
      assertEquals(ImageState.SCORED, TestTopics.ledgerState(image.getImageId()));
    }
  }

  @Test
  void aLateralViewIsNotScoredAndSaysWhy() {
    NormalisedImage lateral =
        service.studies().stored(ImageRole.LATERAL, TestStudies.radiograph(3));
    StudyReady study = TestStudies.chestXray(Priority.ROUTINE, lateral);
    assertAbstains("no-slot", study);
  }

  @Test
  void aPictureThatIsGoneLeavesItsStudyUnassessed() {
    NormalisedImage gone = TestStudies.missing(ImageRole.FRONTAL, Sha256.of("gone"));
    StudyReady study = TestStudies.chestXray(Priority.STAT, gone);
    assertAbstains("image-unreadable", study);
  }

  @Test
  void aStoredPictureThatIsNotTheOneReceivedIsNeverScored() {
    NormalisedImage image = frontal(6);
    service
        .store()
        .put(ObjectKeys.images(image.getObjectKey()), TestStudies.radiograph(7), "image/png");
    StudyReady study = TestStudies.chestXray(Priority.STAT, image);
    assertAbstains("image-altered", study);
  }

  @Test
  void aStudyWhoseDeadlineHasPassedIsLeftUnassessedAtOnce() {
    Instant longAgo = Instant.now().minus(Duration.ofMinutes(11));
    StudyReady late =
        StudyReady.newBuilder(TestStudies.chestXray(Priority.STAT, frontal(11)))
            .setReadyAt(longAgo)
            .build();
    assertAbstains("too-late", late);
    StudyReady routine =
        StudyReady.newBuilder(TestStudies.chestXray(Priority.ROUTINE, frontal(12)))
            .setReadyAt(longAgo)
            .build();
    assertInstanceOf(Scored.class, service.score(routine).getOutcome());
  }

  @Test
  void aSlotThatDoesNotTakeTheStudyIsSaidToBeUnsuitable() {
    StudyReady study =
        StudyReady.newBuilder(TestStudies.chestXray(Priority.ROUTINE, frontal(8)))
            .setRequestedSlot("skin-image")
            .build();
    assertAbstains("slot-unsuitable", study);
  }

  @Test
  void aBrokenPromotionLeavesTheSlotAsItWasAndSaysWhy() {
    service.topics().promote(new BundleRef("chest-xray", "0.0.0-missing", "0".repeat(64)));
    await()
        .atMost(ScoringService.LIMIT)
        .untilAsserted(
            () ->
                RestAssured.get("/api/slots")
                    .then()
                    .statusCode(200)
                    .body("troubles", hasKey("chest-xray")));
    RestAssured.get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'scoring' }.data", hasKey("trouble.chest-xray"));

    StudyReady study = TestStudies.chestXray(Priority.STAT, frontal(9));
    assertInstanceOf(Scored.class, service.score(study).getOutcome());
  }

  @Test
  void aPoisonRecordGoesToTheDeadLettersAndHoldsNobodyUp() throws Exception {
    byte[] poison = "not an event".getBytes(StandardCharsets.UTF_8);
    try (var producer =
        new KafkaProducer<>(
            EmbeddedStack.kafka().clientProperties(),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
        producer
            .send(
                new ProducerRecord<>(
                    Topics.STUDIES_READY_ROUTINE.name(), partition, "poison", poison))
            .get();
      }
    }
    StudyReady study = TestStudies.chestXray(Priority.ROUTINE, frontal(4));
    assertInstanceOf(Scored.class, service.score(study).getOutcome());
    await()
        .atMost(ScoringService.LIMIT)
        .until(
            () ->
                EmbeddedStack.committed(Topics.STUDIES_READY_ROUTINE.deadLetterName()).size()
                    >= Topics.PARTITIONS);
  }

  @Test
  void whatWasScoredAndWhoWaitsCanBeSeenInTheMetrics() {
    service.score(TestStudies.chestXray(Priority.ROUTINE, frontal(10)));
    await()
        .atMost(ScoringService.LIMIT)
        .untilAsserted(
            () ->
                RestAssured.get("/q/metrics")
                    .then()
                    .body(
                        containsString("vigil_inference_queue_age_seconds{priority=\"stat\"} 0.0"))
                    .body(containsString("vigil_inference_queued_studies{priority=\"routine\"}"))
                    .body(containsString("vigil_inference_stage_seconds_count{stage=\"queue\"}"))
                    .body(
                        containsString("vigil_inference_stage_seconds_count{stage=\"publish\"}")));
  }

  private void assertAbstains(String reason, StudyReady study) {
    Abstained abstained = assertInstanceOf(Abstained.class, service.score(study).getOutcome());
    assertEquals(reason, abstained.getReason());
    study
        .getImages()
        .forEach(i -> assertEquals(ImageState.ABSTAINED, TestTopics.ledgerState(i.getImageId())));
  }

  private NormalisedImage frontal(int seed) {
    return service.studies().stored(ImageRole.FRONTAL, TestStudies.radiograph(seed));
  }
}
