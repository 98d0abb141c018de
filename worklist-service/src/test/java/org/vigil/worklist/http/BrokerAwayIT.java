package org.vigil.worklist.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.embedded.EmbeddedBroker;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.AuditOutcome;
import org.vigil.schemas.event.AuditRecorded;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.OwnState;
import org.vigil.worklist.fixture.Sender;
import org.vigil.worklist.fixture.StudyEvents;

/** A verdict while the broker is away: refused so that the reader sees it, and never half given. */
@QuarkusTest
@Timeout(900)
@TestProfile(BrokerAwayIT.BrokerOfItsOwn.class)
@QuarkusTestResource(EmbeddedStack.class)
class BrokerAwayIT {
  /** A broker that goes in the middle of a commit costs Kafka Streams up to two minutes. */
  private static final Duration LIMIT = Duration.ofSeconds(240);

  @Test
  void aVerdictIsRefusedUntilTheBrokerIsBackAndThenGivenOnce() {
    EmbeddedBroker broker = EmbeddedStack.servers().broker();
    await().atMost(LIMIT).untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200));
    ready("before");
    ready("during");
    String before = give("before").statusCode(201).extract().path("verdictId");

    broker.close();
    for (int i = 0; i < 2; i++) {
      give("during")
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", matchesPattern("[1-9][0-9]*"))
          .body("status", equalTo(503))
          .body("detail", containsString("broker"));
    }
    study("during").body("state", equalTo("waiting")).body("verdicts", hasSize(0));
    when().get("/api/worklist").then().statusCode(200).body("total", equalTo(1));
    when().get("/q/health/live").then().statusCode(200);

    broker.restart();
    await().atMost(LIMIT).untilAsserted(() -> give("during").statusCode(201));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> study("during").body("state", equalTo("read")).body("verdicts", hasSize(1)));
    String during = study("during").extract().path("verdicts[0].verdictId");
    assertEquals(List.of(before, during), published());
    await().atMost(LIMIT).untilAsserted(BrokerAwayIT::whatWasSeenMeanwhileIsOnRecord);
  }

  /** Both verdicts that were refused are recorded as asked for and as failed. */
  private static void whatWasSeenMeanwhileIsOnRecord() {
    EventCodec<AuditRecorded> codec = EventCodec.of(AuditRecorded.class);
    List<AuditRecorded> verdicts =
        EmbeddedStack.committed(Topics.AUDIT.name()).stream()
            .map(codec::decode)
            .filter(record -> record.getAct().equals("verdict-given"))
            .filter(
                record -> record.getThings().getFirst().getName().equals(StudyEvents.id("during")))
            .toList();
    long failed =
        verdicts.stream().filter(r -> r.getOutcome() == AuditOutcome.SERIOUS_FAILURE).count();
    assertTrue(failed >= 2, "failures on record: " + failed);
    assertTrue(verdicts.size() >= 2 * failed + 1, "verdicts on record: " + verdicts.size());
  }

  /** The verdicts that the topic holds, sorted as the studies were read, each once. */
  private static List<String> published() {
    EventCodec<VerdictGiven> codec = EventCodec.of(VerdictGiven.class);
    return EmbeddedStack.committed(Topics.STUDIES_VERDICTS.name()).stream()
        .map(codec::decode)
        .sorted((a, b) -> a.getGivenAt().compareTo(b.getGivenAt()))
        .map(VerdictGiven::getVerdictId)
        .toList();
  }

  private static void ready(String name) {
    try (Sender sender = new Sender(EmbeddedStack.kafka().bootstrapServers())) {
      sender.send(
          Topics.STUDIES_READY_ROUTINE,
          StudyEvents.id(name),
          StudyEvents.ready(name, Instant.now()));
    }
    await().atMost(LIMIT).until(() -> when().get(path(name)).statusCode() == 200);
  }

  private static ValidatableResponse give(String name) {
    return given()
        .contentType("application/json")
        .body(Map.of("reader", "Dr A", "diagnosis", "no pneumonia"))
        .post(path(name) + "/verdict")
        .then();
  }

  private static ValidatableResponse study(String name) {
    return when().get(path(name)).then().statusCode(200);
  }

  private static String path(String name) {
    return "/api/studies/" + StudyEvents.id(name);
  }

  /** Nobody else's test loses its broker, and nobody else's studies are counted. */
  public static final class BrokerOfItsOwn implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return new OwnState().getConfigOverrides();
    }
  }
}
