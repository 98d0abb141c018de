package org.vigil.retrieval.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.store.ObjectStore;
import org.vigil.retrieval.index.TestEvents;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topic;
import org.vigil.schemas.topic.Topics;

@QuarkusTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(TemporaryIndex.class)
class SimilarIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);

  @Inject KafkaSettings kafka;
  @Inject ObjectStore store;

  @BeforeEach
  void fourStudies() {
    if (cases("asked") == 2) {
      return;
    }
    byte[] picture = picture();
    store.put(ObjectKeys.images(TestEvents.objectKey("near", "b")), picture, "image/png");
    try (EventPublisher publisher = EventPublisher.connect(kafka, Duration.ofSeconds(10))) {
      scored(publisher, "asked", "oslo", List.of(1f, 0f));
      scored(publisher, "near", "oslo", List.of(0.96f, 0.28f));
      scored(publisher, "foreign", "bergen", List.of(1f, 0f));
      scored(publisher, "shared", "open", List.of(0f, 1f));
      for (String study : List.of("near", "foreign", "shared")) {
        publish(
            publisher,
            Topics.STUDIES_VERDICTS,
            study,
            TestEvents.verdict(study, "ann", "Pneumonia", 1));
      }
    }
    await().atMost(LIMIT).until(() -> cases("asked") == 2);
  }

  private static byte[] picture() {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_USHORT_GRAY), "png", png);
      return png.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aConfirmedCaseAppearsBesideAStudyThatLooksLikeIt() {
    when()
        .get("/api/studies/asked/similar?k=2")
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("no-store"))
        .body("cases.studyId", contains("near", "shared"))
        .body("cases[0].similarity.toDouble()", closeTo(0.96, 1e-5))
        .body("cases[0].verdict.diagnosis", equalTo("Pneumonia"))
        .body("cases[0].verdict.findings[0].finding", equalTo("Pneumonia"))
        .body("cases[0].verdict.findings[0].present", equalTo(true))
        .body("cases[0].sharedFindings", contains("Pneumonia"))
        .body("closeEnough", equalTo(true))
        .body("closeness.minimum.toDouble()", closeTo(0.95, 1e-9))
        .body("neighbourhood.diagnoses[0].count", equalTo(2))
        .body("samePatientExcluded", equalTo(true))
        .body("space", equalTo("chest-xray/1.0"))
        .body(not(containsString("Smith")));
    when()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.name", contains("case-library"));
    when().get("/q/metrics").then().body(containsString("vigil_retrieval_studies "));
    when()
        .get("/api/spaces")
        .then()
        .body("spaces[0].space", equalTo("chest-xray/1.0"))
        .body("spaces[0].width", equalTo(2))
        .body("spaces[0].studies", greaterThanOrEqualTo(4));
  }

  @Test
  void filtersLeaveOutWhatDoesNotPass() {
    when().get("/api/studies/asked/similar?site=open").then().body("cases", hasSize(1));
    when().get("/api/studies/asked/similar?kind=skin").then().body("cases", hasSize(0));
    when().get("/api/studies/asked/similar?finding=pneumonia").then().body("cases", hasSize(2));
    when().get("/api/studies/near/similar?verdict=any").then().body("cases", hasSize(2));
    when().get("/api/studies/asked/similar?until=2020-01-01").then().body("cases", hasSize(0));
  }

  @Test
  void aCasesPictureIsSeenInSmallByWhoMaySeeTheCase() throws IOException {
    String path = when().get("/api/studies/asked/similar").jsonPath().get("cases[0].thumbnail");
    var answer = when().get(path).then().statusCode(200).contentType("image/jpeg").extract();
    BufferedImage small = ImageIO.read(new ByteArrayInputStream(answer.asByteArray()));
    assertEquals(List.of(192, 144), List.of(small.getWidth(), small.getHeight()));
    when().get("/api/cases/near/thumbnail?site=bergen").then().statusCode(404);
    when().get("/api/cases/near/thumbnail").then().statusCode(400);
    when().get("/api/cases/nobody/thumbnail?site=oslo").then().statusCode(404);
  }

  @Test
  void aVectorIsLookedUp() {
    search(Map.of("site", "bergen", "space", "chest-xray/1.0", "vector", List.of(1, 0)))
        .statusCode(200)
        .body("cases.studyId", contains("foreign", "shared"))
        .body("samePatientExcluded", equalTo(false));
    search(
            Map.of(
                "site",
                "oslo",
                "space",
                "chest-xray/1.0",
                "vector",
                List.of(1, 0),
                "search",
                Map.of("k", 1, "diversity", 0.5)))
        .statusCode(200)
        .body("cases.studyId", contains("near"));
  }

  static Stream<Map<String, Object>> badSearches() {
    Map<String, Object> good =
        Map.of("site", "oslo", "space", "chest-xray/1.0", "vector", List.of(1, 0));
    return Stream.of(
            Map.<String, Object>of("vector", List.of(1, 0, 0)),
            Map.<String, Object>of("vector", List.of(0, 0)),
            Map.<String, Object>of("vector", List.of("NaN", 0)),
            Map.<String, Object>of("vector", List.of("1e999", 0)),
            Map.<String, Object>of("vector", List.of()),
            Map.<String, Object>of("vector", "east"),
            Map.<String, Object>of("space", "../etc"),
            Map.<String, Object>of("site", "No Site!"),
            Map.<String, Object>of("colour", "red"),
            Map.<String, Object>of("search", Map.of("colour", "red")),
            Map.<String, Object>of("search", Map.of("k", 0)),
            Map.<String, Object>of("search", Map.of("k", List.of(1))),
            Map.<String, Object>of("search", Map.of("kind", "horse")),
            Map.<String, Object>of("search", Map.of("finding", "Scurvy")))
        .map(
            change -> {
              Map<String, Object> bad = new HashMap<>(good);
              bad.putAll(change);
              return bad;
            });
  }

  @ParameterizedTest
  @MethodSource("badSearches")
  void aSearchThatMakesNoSenseIsRefused(Map<String, Object> bad) {
    search(bad).statusCode(400).contentType("application/problem+json");
  }

  @Test
  void whatIsNoSearchAtAllIsRefused() {
    for (String body : List.of("", "null", "[", "{} {}", "{\"vector\":[1,0]}")) {
      given()
          .contentType("application/json")
          .body(body)
          .post("/api/search")
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
    search(Map.of("site", "oslo", "space", "skin-image/9", "vector", List.of(1, 0)))
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void aPictureIsLookedUpThroughInference() {
    picture("a picture", "{\"kind\":\"chest-xray\",\"site\":\"oslo\",\"search\":{\"k\":1}}")
        .statusCode(200)
        .body("cases.studyId", contains("near"))
        .body("cases[0].sharedFindings", contains("Pneumonia"));
    picture("damaged", "{\"kind\":\"chest-xray\",\"site\":\"oslo\"}")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("detail", containsString("image-unreadable"));
    picture("a picture", "{\"kind\":").statusCode(400).contentType("application/problem+json");
    given()
        .multiPart("study", "{}")
        .post("/api/search")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  private static ValidatableResponse picture(String bytes, String study) {
    return given()
        .multiPart("image", "image", bytes.getBytes(StandardCharsets.UTF_8))
        .multiPart("study", study)
        .post("/api/search")
        .then();
  }

  private static ValidatableResponse search(Map<String, Object> body) {
    return given().contentType("application/json").body(body).post("/api/search").then();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "101", "1000000", "99999999999", "ten", "1.5"})
  void aNumberOfCasesThatMakesNoSenseIsRefused(String k) {
    given()
        .queryParam("k", k)
        .get("/api/studies/asked/similar")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("1 to 100"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour=red",
        "kind=horse",
        "role=hoof",
        "sex=x",
        "age=60-40",
        "age=old",
        "age=0-999",
        "from=yesterday",
        "from=2026-02-01&until=2026-01-01",
        "diversity=2",
        "diversity=NaN",
        "verdict=perhaps",
        "site=bergen",
        "site=Oslo%20!",
        "finding=Scurvy",
        "bodySite=elbow",
        "device=unheard-of",
        "kind=",
        "k=1&k=2"
      })
  void aFilterThatMakesNoSenseIsRefused(String query) {
    when()
        .get("/api/studies/asked/similar?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void aStudyThatIsErasedIsNoLongerFoundNorSeen() {
    try (EventPublisher publisher = EventPublisher.connect(kafka, Duration.ofSeconds(10))) {
      scored(publisher, "gone", "nord", List.of(1f, 0f));
      scored(publisher, "beside", "nord", List.of(1f, 0f));
      VerdictGiven verdict = TestEvents.verdict("gone", "ann", "Pneumonia", 1);
      publish(publisher, Topics.STUDIES_VERDICTS, "gone", verdict);
      store.put(ObjectKeys.images(TestEvents.objectKey("gone", "b")), picture(), "image/png");
      await().atMost(LIMIT).until(() -> cases("beside") == 2);
      when().get("/api/cases/gone/thumbnail?site=nord").then().statusCode(200);
      publish(
          publisher, Topics.STUDIES_ERASED, "gone", TestEvents.erased("gone", ErasureScope.ERASE));
      await().atMost(LIMIT).until(() -> cases("beside") == 1);
      when().get("/api/cases/gone/thumbnail?site=nord").then().statusCode(404);
      when().get("/api/studies/gone/similar").then().statusCode(404);
    }
  }

  @Test
  void anUnknownStudyIsUnknown() {
    when()
        .get("/api/studies/nobody/similar")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  private static int cases(String study) {
    var response = when().get("/api/studies/" + study + "/similar");
    return response.statusCode() == 200 ? response.jsonPath().getList("cases").size() : -1;
  }

  private static void scored(
      EventPublisher publisher, String study, String site, List<Float> embedding) {
    publish(
        publisher,
        Topics.STUDIES_SCORED,
        study,
        TestEvents.of(TestEvents.scored(study, site, embedding), "p-" + study, true));
  }

  private static <T extends SpecificRecord> void publish(
      EventPublisher publisher, Topic<T> topic, String study, T event) {
    Envelope envelope = Envelope.about(study, study, "/vigil/test", Instant.EPOCH);
    publisher.publish(topic, study, event, envelope).join();
  }
}
