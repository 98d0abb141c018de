package org.vigil.retrieval.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.retrieval.index.TestEvents;
import org.vigil.schemas.topic.Topic;
import org.vigil.schemas.topic.Topics;

@QuarkusTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(TemporaryIndex.class)
class SimilarIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Inject KafkaSettings kafka;

  @Test
  void aConfirmedCaseAppearsBesideAStudyThatLooksLikeIt() {
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
    when()
        .get("/api/studies/asked/similar?k=2")
        .then()
        .statusCode(200)
        .body("cases.studyId", contains("near", "shared"))
        .body("cases[0].similarity.toDouble()", closeTo(0.96, 1e-5))
        .body("cases[0].verdict.diagnosis", equalTo("Pneumonia"))
        .body("cases[0].verdict.findings[0].finding", equalTo("Pneumonia"))
        .body("cases[0].verdict.findings[0].present", equalTo(true))
        .body("cases[0].thumbnail", containsString("/api/studies/near/images/bbbb"))
        .body("closeEnough", equalTo(true))
        .body("space", equalTo("chest-xray/1.0"))
        .body(not(containsString("Smith")));
    when()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.name", contains("case-library"));
    when().get("/q/metrics").then().body(containsString("vigil_retrieval_studies 4.0"));
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
    publish(publisher, Topics.STUDIES_SCORED, study, TestEvents.scored(study, site, embedding));
  }

  private static <T extends SpecificRecord> void publish(
      EventPublisher publisher, Topic<T> topic, String study, T event) {
    Envelope envelope = Envelope.about(study, study, "/vigil/test", Instant.EPOCH);
    publisher.publish(topic, study, event, envelope).join();
  }
}
