package org.vigil.worklist.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.audit.ChainCheck;
import org.vigil.platform.event.WholeTopic;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.AuditOutcome;
import org.vigil.schemas.event.AuditRecorded;
import org.vigil.schemas.event.AuditThing;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.OwnState;
import org.vigil.worklist.fixture.StudyEvents;

/** Who saw and changed what stands in the audit topic, as chains that verify. */
@QuarkusTest
@Timeout(180)
@TestProfile(OwnState.class)
@QuarkusTestResource(EmbeddedStack.class)
class AuditIT extends WorklistSteps {
  @Inject ObjectStore store;

  @Test
  void whatAReaderSeesAndSaysIsOnRecordInTheOrderItHappened() {
    String imageId = StudyEvents.imageId("audited");
    store.put(
        ObjectKeys.images("normalised/n1/" + imageId + ".png"),
        "not really a png".getBytes(StandardCharsets.UTF_8),
        "image/png");
    ready("audited", Instant.now());
    int before = of("audited").size(); // Whoever waited for the study opened it.
    String href = study("audited").extract().path("images[0].href");
    when().get(href).then().statusCode(200);
    give("audited", Map.of("reader", "Dr A", "diagnosis", "no pneumonia")).statusCode(201);
    give("audited", Map.of("reader", "Dr A")).statusCode(422);

    await().atMost(LIMIT).until(() -> of("audited").size() >= before + 5);
    List<AuditRecorded> records = of("audited");
    List<AuditRecorded> last = records.subList(records.size() - 5, records.size());
    assertEquals(
        List.of("study-opened", "image-shown", "verdict-given", "verdict-given", "verdict-given"),
        last.stream().map(AuditRecorded::getAct).toList());
    assertEquals(
        List.of(
            new AuditThing("study", StudyEvents.id("audited")), new AuditThing("image", imageId)),
        last.get(1).getThings());
    assertEquals("local", last.get(1).getAgent().getName());
    assertEquals("Dr A", last.get(2).getAgent().getName());
    assertEquals(AuditOutcome.MINOR_FAILURE, last.get(4).getOutcome());
    assertEquals("vigil-worklist", last.get(0).getObserver());
    ChainCheck check = new ChainCheck(Map.of());
    WholeTopic.read(EmbeddedStack.kafka().clientProperties(), Topics.AUDIT.name(), check::see);
    assertEquals(List.of(), check.finish());
  }

  @Test
  void aStudyThatIsNotThereLeavesNoRecord() {
    when().get(path("never sent")).then().statusCode(404);
    ready("sent", Instant.now());
    await().atMost(LIMIT).until(() -> !of("sent").isEmpty());
    assertEquals(List.of(), of("never sent"));
  }

  @Test
  void aStudyOnLegalHoldIsNotErasedAndBothAreOnRecord() {
    ready("held", Instant.now());
    String hold = path("held") + "/hold";
    when().get(hold).then().statusCode(404);
    given().contentType("application/json").body(Map.of()).put(hold).then().statusCode(422);
    given()
        .contentType("application/json")
        .body(Map.of("reference", "file 12/2026"))
        .put(hold)
        .then()
        .statusCode(200)
        .body("reference", equalTo("file 12/2026"));
    erase("held")
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:vigil:problem:on-legal-hold"));
    study("held");

    when().delete(hold).then().statusCode(204);
    erase("held").statusCode(202);
    await().atMost(LIMIT).until(() -> when().get(path("held")).statusCode() == 404);
    await()
        .atMost(LIMIT)
        .until(
            () -> of("held").stream().filter(r -> r.getAct().equals("erasure-asked")).count() == 3);
    List<String> acts =
        of("held").stream()
            .map(AuditRecorded::getAct)
            .filter(act -> !act.equals("study-opened"))
            .toList();
    assertEquals(
        List.of(
            "hold-placed",
            "hold-placed",
            "hold-placed",
            "erasure-asked",
            "erasure-asked",
            "hold-lifted",
            "erasure-asked"),
        acts);
    assertFalse(of("held").stream().anyMatch(r -> String.valueOf(r).contains("12/2026")));
  }

  private static ValidatableResponse erase(String name) {
    return given()
        .contentType("application/json")
        .body(Map.of("scope", "erase", "reason", "patient-request", "by", "patient"))
        .post(path(name) + "/erasure")
        .then();
  }

  private static List<AuditRecorded> of(String name) {
    EventCodec<AuditRecorded> codec = EventCodec.of(AuditRecorded.class);
    List<AuditRecorded> found = new ArrayList<>();
    WholeTopic.read(
        EmbeddedStack.kafka().clientProperties(),
        Topics.AUDIT.name(),
        record -> {
          AuditRecorded said = codec.decode(record.value());
          if (said.getThings().getFirst().getName().equals(StudyEvents.id(name))) {
            found.add(said);
          }
        });
    return found;
  }
}
