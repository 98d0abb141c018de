package org.vigil.worklist.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.Sender;
import org.vigil.worklist.fixture.StudyEvents;

/** What tests of the running service do again and again. */
abstract class WorklistSteps {
  /** More than a busy machine takes from an event to the list. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  Sender sender;

  @BeforeEach
  void connect() {
    sender = new Sender(EmbeddedStack.kafka().bootstrapServers());
    await().atMost(LIMIT).untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200));
  }

  @AfterEach
  void disconnect() {
    sender.close();
  }

  void ready(String name, Instant received) {
    sender.send(
        Topics.STUDIES_READY_ROUTINE, StudyEvents.id(name), StudyEvents.ready(name, received));
    await().atMost(LIMIT).until(() -> when().get(path(name)).statusCode() == 200);
  }

  static ValidatableResponse study(String name) {
    return when().get(path(name)).then().statusCode(200);
  }

  static ValidatableResponse give(String name, Map<String, Object> body) {
    return given().contentType("application/json").body(body).post(path(name) + "/verdict").then();
  }

  static ValidatableResponse takeBack(String name, String reader) {
    return given().queryParam("reader", reader).delete(path(name) + "/verdict").then();
  }

  static String path(String name) {
    return "/api/studies/" + StudyEvents.id(name);
  }
}
