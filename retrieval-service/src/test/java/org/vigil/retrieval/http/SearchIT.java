package org.vigil.retrieval.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.store.ObjectStore;

/** The cases like a vector or a picture, over HTTP. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(TemporaryIndex.class)
class SearchIT {
  @Inject KafkaSettings kafka;
  @Inject ObjectStore store;

  @BeforeEach
  void fourStudies() {
    FourStudies.await(kafka, store);
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
}
