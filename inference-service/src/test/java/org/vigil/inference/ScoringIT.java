package org.vigil.inference;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.inference.http.ScoreAnswer;
import org.vigil.inference.stack.TestBundles;
import org.vigil.inference.stack.TestStudies;
import org.vigil.inference.stack.TestTopics;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;

/** The service on a real broker and store, with the committed demonstration bundle. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
class ScoringIT {
  private static final Duration LIMIT = Duration.ofSeconds(180);

  private final ObjectStore store = EmbeddedStack.store();
  private final TestStudies studies = new TestStudies(store);
  private final TestTopics topics = new TestTopics();

  @BeforeEach
  void promoteTheDemonstrationBundle() {
    BundleRef bundle = TestBundles.store(store, TestBundles.committed("chest-xray"));
    topics.promote(bundle);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                RestAssured.get("/api/slots")
                    .then()
                    .statusCode(200)
                    .body("slots.active.digest", hasItem(bundle.getDigest()))
                    .body("troubles.size()", equalTo(0)));
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  void aStudyWithTwoImagesIsScoredOnce() {
    StudyReady study = TestStudies.chestXray(Priority.ROUTINE, frontal(1), frontal(2));
    topics.ready(study);

    Scored scored = assertInstanceOf(Scored.class, result(study).getOutcome());
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
    NormalisedImage lateral = studies.stored(ImageRole.LATERAL, TestStudies.radiograph(3));
    StudyReady study = TestStudies.chestXray(Priority.ROUTINE, lateral);
    topics.ready(study);
    assertAbstains("no-slot", study);
  }

  @Test
  void aPictureThatIsGoneLeavesItsStudyUnassessed() {
    NormalisedImage gone = TestStudies.missing(ImageRole.FRONTAL, Sha256.of("gone"));
    StudyReady study = TestStudies.chestXray(Priority.STAT, gone);
    topics.ready(study);
    assertAbstains("image-unreadable", study);
  }

  @Test
  void aStoredPictureThatIsNotTheOneReceivedIsNeverScored() {
    NormalisedImage image = frontal(6);
    store.put(ObjectKeys.images(image.getObjectKey()), TestStudies.radiograph(7), "image/png");
    StudyReady study = TestStudies.chestXray(Priority.STAT, image);
    topics.ready(study);
    assertAbstains("image-altered", study);
  }

  @Test
  void aSlotThatDoesNotTakeTheStudyIsSaidToBeUnsuitable() {
    StudyReady study =
        StudyReady.newBuilder(TestStudies.chestXray(Priority.ROUTINE, frontal(8)))
            .setRequestedSlot("skin-image")
            .build();
    topics.ready(study);
    assertAbstains("slot-unsuitable", study);
  }

  @Test
  void aBrokenPromotionLeavesTheSlotAsItWasAndSaysWhy() {
    topics.promote(new BundleRef("chest-xray", "0.0.0-missing", "0".repeat(64)));
    await()
        .atMost(LIMIT)
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
    topics.ready(study);
    assertInstanceOf(Scored.class, result(study).getOutcome());
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
    topics.ready(study);

    assertInstanceOf(Scored.class, result(study).getOutcome());
    await()
        .atMost(LIMIT)
        .until(
            () ->
                EmbeddedStack.committed(Topics.STUDIES_READY_ROUTINE.deadLetterName()).size()
                    >= Topics.PARTITIONS);
  }

  @Test
  void anUploadGetsTheAnswerThatTheStreamGives() {
    byte[] picture = TestStudies.radiograph(5);
    StudyReady study =
        TestStudies.chestXray(Priority.ROUTINE, studies.stored(ImageRole.FRONTAL, picture));
    topics.ready(study);
    Scored stream = assertInstanceOf(Scored.class, result(study).getOutcome());

    ScoreAnswer upload =
        upload(picture, "{\"kind\":\"chest-xray\",\"site\":\"st-olav\"}")
            .then()
            .statusCode(200)
            .extract()
            .as(ScoreAnswer.class);
    assertEquals(stream.getBundle().getDigest(), upload.bundle().digest());
    assertEquals(stream.getPreprocessing(), upload.preprocessing());
    assertEquals(stream.getThresholdsVersion(), upload.thresholdsVersion());
    assertEquals(stream.getInputsMissing(), upload.inputsMissing());
    assertEquals(stream.getFindings().size(), upload.scores().size());
    for (int i = 0; i < upload.scores().size(); i++) {
      FindingScore expected = stream.getFindings().get(i);
      assertEquals(expected.getFinding(), upload.scores().get(i).finding());
      assertEquals(expected.getScore(), upload.scores().get(i).score(), 1e-4);
      assertEquals(expected.getThreshold(), upload.scores().get(i).threshold());
    }
    assertNull(upload.abstention());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"kind\":\"knee\"}",
        "{\"kind\":\"chest-xray\",\"role\":\"sideways\"}",
        "{\"kind\":\"chest-xray\",\"site\":\"../etc\"}",
        "{\"kind\":",
        "null"
      })
  void anUploadOfAnUnknownKindRoleOrSiteIsRefused(String study) {
    upload(TestStudies.radiograph(5), study)
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void anUploadWithoutAPictureIsRefused() {
    RestAssured.given()
        .multiPart("study", "{\"kind\":\"chest-xray\"}", "application/json")
        .post("/api/score")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("'image'"));
  }

  @Test
  void anUploadThatIsNoPictureGetsNoScoreAndAReason() {
    assertUnreadable("no picture".getBytes(StandardCharsets.UTF_8));
    assertUnreadable(new byte[0]);
    byte[] cut = TestStudies.radiograph(5);
    assertUnreadable(Arrays.copyOf(cut, cut.length / 2));
  }

  @Test
  void anUploadOfMorePixelsThanAllowedIsNotDecoded() {
    byte[] bomb = TestStudies.radiograph(5);
    ByteBuffer.wrap(bomb).putInt(16, 30_000).putInt(20, 30_000); // Width and height in IHDR.
    assertUnreadable(bomb);
  }

  @Test
  void anUploadOfMoreBytesThanAllowedIsCutOff() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/score"))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .version(HttpClient.Version.HTTP_1_1)
            .expectContinue(true)
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(64 << 20) + 1]))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertEquals(413, http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    }
  }

  /** The packaged service under test takes one at once (quarkus.test.arg-line). */
  @Test
  void whoComesWhileTooManyAreScoredIsAskedToComeAgain() throws Exception {
    byte[] large = TestStudies.radiograph(5, 2_000);
    List<Response> answers = new CopyOnWriteArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        callers.submit(() -> answers.add(upload(large, "{\"kind\":\"chest-xray\"}")));
      }
    }
    List<Integer> codes = answers.stream().map(Response::statusCode).sorted().toList();
    assertEquals(10, codes.size());
    assertEquals(Set.of(200, 503), Set.copyOf(codes), codes::toString);
    answers.stream()
        .filter(answer -> answer.statusCode() == 503)
        .forEach(answer -> answer.then().header("Retry-After", "1"));
  }

  private static void assertUnreadable(byte[] picture) {
    upload(picture, "{\"kind\":\"chest-xray\"}")
        .then()
        .statusCode(200)
        .body("scores.size()", equalTo(0))
        .body("abstention.reason", equalTo("image-unreadable"));
  }

  private static Response upload(byte[] picture, String study) {
    return RestAssured.given()
        .multiPart("image", "a.png", picture, "image/png")
        .multiPart("study", study, "application/json")
        .post("/api/score");
  }

  /** Waits for a study's result, and fails if it has more than one. */
  private static StudyScored result(StudyReady study) {
    await().atMost(LIMIT).until(() -> !TestTopics.scored(study.getStudyId()).isEmpty());
    List<StudyScored> results = TestTopics.scored(study.getStudyId());
    assertEquals(1, results.size());
    return results.get(0);
  }

  private static void assertAbstains(String reason, StudyReady study) {
    Abstained abstained = assertInstanceOf(Abstained.class, result(study).getOutcome());
    assertEquals(reason, abstained.getReason());
    study
        .getImages()
        .forEach(i -> assertEquals(ImageState.ABSTAINED, TestTopics.ledgerState(i.getImageId())));
  }

  private NormalisedImage frontal(int seed) {
    return studies.stored(ImageRole.FRONTAL, TestStudies.radiograph(seed));
  }
}
