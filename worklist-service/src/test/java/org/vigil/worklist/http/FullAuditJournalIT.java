package org.vigil.worklist.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.OwnState;
import org.vigil.worklist.fixture.Sender;
import org.vigil.worklist.fixture.StudyEvents;

/** What cannot be put on record is not shown and not done; the list itself goes on. */
@QuarkusTest
@Timeout(120)
@TestProfile(FullAuditJournalIT.NoRoom.class)
@QuarkusTestResource(EmbeddedStack.class)
class FullAuditJournalIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** A journal in which there is no room. */
  public static final class NoRoom implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(new OwnState().getConfigOverrides());
      overrides.put("vigil.audit.bytes-held", "10");
      return overrides;
    }
  }

  @Test
  void anAccessThatCannotBeRecordedIsRefused() {
    try (Sender sender = new Sender(EmbeddedStack.kafka().bootstrapServers())) {
      sender.send(
          Topics.STUDIES_READY_ROUTINE,
          StudyEvents.id("unseen"),
          StudyEvents.ready("unseen", Instant.now()));
    }
    String path = WorklistSteps.path("unseen");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> when().get("/api/worklist").then().statusCode(200).body("total", equalTo(1)));
    when().get(path).then().statusCode(503).body("detail", containsString("audit"));
    given()
        .contentType("application/json")
        .body(Map.of("reader", "Dr A", "diagnosis", "no pneumonia"))
        .post(path + "/verdict")
        .then()
        .statusCode(503);
    assertEquals(List.of(), EmbeddedStack.committed(Topics.STUDIES_VERDICTS.name()));
  }
}
