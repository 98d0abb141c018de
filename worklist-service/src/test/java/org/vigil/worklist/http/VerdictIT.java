package org.vigil.worklist.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.OwnState;
import org.vigil.worklist.fixture.StudyEvents;

/** Verdicts, what they change, and who hears of it, on a real broker and store. */
@QuarkusTest
@Timeout(120)
@TestProfile(OwnState.class)
@QuarkusTestResource(EmbeddedStack.class)
class VerdictIT extends WorklistSteps {
  @TestHTTPResource("/")
  URI address;

  @Test
  void aVerdictTakesTheStudyOffTheOpenListAndRepeatingItChangesNothing() {
    ready("verdict", Instant.now());
    Map<String, Object> body =
        Map.of(
            "reader", "Dr A", "findings", List.of(Map.of("finding", "Pneumonia", "present", true)));

    String first = give("verdict", body).statusCode(201).extract().path("verdictId");
    String again = give("verdict", body).statusCode(201).extract().path("verdictId");
    assertEquals(first, again);

    study("verdict")
        .body("state", equalTo("read"))
        .body("position", nullValue())
        .body("verdicts", hasSize(1));
    when()
        .get("/api/worklist?state=read")
        .then()
        .body("studies.studyId", hasItem(StudyEvents.id("verdict")));

    give("verdict", Map.of("reader", "Dr A", "diagnosis", "no pneumonia"))
        .statusCode(201)
        .body("amends", equalTo(first));
  }

  @Test
  void aVerdictThatIsTakenBackLetsTheStudyWaitAgainAndCanBeGivenAgain() {
    ready("regret", Instant.now());
    Map<String, Object> body = Map.of("reader", "Dr A", "note", "nothing there");
    String given = give("regret", body).statusCode(201).extract().path("verdictId");

    String withdrawn =
        takeBack("regret", "Dr A")
            .statusCode(200)
            .body("withdrawn", equalTo(true))
            .body("amends", equalTo(given))
            .extract()
            .path("verdictId");
    study("regret").body("state", equalTo("waiting")).body("position", greaterThan(0));
    takeBack("regret", "Dr A").statusCode(200).body("verdictId", equalTo(withdrawn));
    study("regret").body("verdicts", hasSize(2));

    give("regret", body).statusCode(201).body("amends", equalTo(withdrawn));
    study("regret").body("state", equalTo("read")).body("verdicts", hasSize(3));
  }

  @Test
  void nobodyTakesBackWhatHeDidNotSay() {
    ready("not mine", Instant.now());
    give("not mine", Map.of("reader", "Dr A", "note", "seen")).statusCode(201);
    takeBack("not mine", "Dr B").statusCode(404).body("instance", equalTo("reader"));
    takeBack("not mine", " ").statusCode(422).body("instance", equalTo("reader"));
    takeBack("nobody sent this", "Dr A").statusCode(404);
    study("not mine").body("state", equalTo("read"));
  }

  @Test
  void aStudyThatWasReadLongAgoLeavesAndANewRevisionBringsItBack() {
    ready("long ago", Instant.now());
    Instant longAgo = Instant.now().minus(Duration.ofDays(31));
    sender.send(
        Topics.STUDIES_VERDICTS,
        StudyEvents.id("long ago"),
        StudyEvents.verdict("long ago", "Dr A", 1, longAgo));
    await().atMost(LIMIT).until(() -> when().get(path("long ago")).statusCode() == 404);
    when().get("/q/metrics").then().body(containsString("vigil_worklist_left_studies_total 1.0"));

    sender.send(
        Topics.STUDIES_READY_ROUTINE,
        StudyEvents.id("long ago"),
        StudyEvents.ready("long ago", 2, Instant.now(), Priority.ROUTINE));
    await().atMost(LIMIT).until(() -> when().get(path("long ago")).statusCode() == 200);
    study("long ago").body("state", equalTo("waiting")).body("history.event", hasItem("left"));
    when()
        .get("/q/metrics")
        .then()
        .body(containsString("vigil_worklist_late_events_total{outcome=\"returned\"} 1.0"));
  }

  @Test
  void whatIsNoVerdictIsRefusedWithItsField() {
    ready("refused", Instant.now());
    give("refused", Map.of("diagnosis", "x")).statusCode(422).body("instance", equalTo("reader"));
    give("refused", Map.of("reader", "Dr A")).statusCode(422);
    give(
            "refused",
            Map.of(
                "reader", "A", "findings", List.of(Map.of("finding", "Scurvy", "present", true))))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("instance", equalTo("findings"));
    give("nobody sent this", Map.of("reader", "A", "note", "x")).statusCode(404);
    given()
        .contentType("application/json")
        .body("{\"reader\": [")
        .post(path("refused") + "/verdict")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
    study("refused").body("state", equalTo("waiting"));
  }

  @Test
  void changesReachAListeningClient() throws Exception {
    ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try {
      HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/events")).build();
      var listening =
          client
              .sendAsync(request, HttpResponse.BodyHandlers.ofLines())
              .thenAcceptAsync(
                  response -> {
                    lines.addAll(response.headers().allValues("X-Content-Type-Options"));
                    response.body().forEach(lines::add);
                  });
      await().atMost(LIMIT).until(() -> lines.stream().anyMatch(l -> l.contains("heartbeat")));

      sender.send(
          Topics.STUDIES_READY_STAT,
          StudyEvents.id("live"),
          StudyEvents.ready("live", 1, Instant.now(), Priority.STAT));
      String studyId = StudyEvents.id("live");
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  lines.stream()
                      .anyMatch(l -> l.contains(studyId) && l.contains("\"urgency\":\"stat\"")));
      assertEquals("nosniff", lines.peek());
      assertTrue(lines.stream().anyMatch(l -> l.matches("event: ?study")), lines::toString);

      give("live", Map.of("reader", "Dr A", "note", "seen")).statusCode(201);
      await().atMost(LIMIT).until(() -> lines.stream().anyMatch(l -> l.matches("event: ?read")));
      listening.cancel(true);
    } finally {
      client.shutdownNow(); // close() would wait for the stream, which never ends.
    }
  }
}
