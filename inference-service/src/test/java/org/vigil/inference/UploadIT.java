package org.vigil.inference;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.inference.http.ScoreAnswer;
import org.vigil.inference.stack.ScoringService;
import org.vigil.inference.stack.TestStudies;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyReady;

/** {@code POST /api/score} of the packaged service: its answers and its limits. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
class UploadIT {
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
  void anUploadGetsTheAnswerThatTheStreamGives() {
    byte[] picture = TestStudies.radiograph(5);
    StudyReady study =
        TestStudies.chestXray(
            Priority.ROUTINE, service.studies().stored(ImageRole.FRONTAL, picture));
    Scored stream = assertInstanceOf(Scored.class, service.score(study).getOutcome());

    ScoreAnswer upload =
        upload(picture, "{\"kind\":\"chest-xray\",\"site\":\"demo\"}")
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
}
