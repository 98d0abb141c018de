package org.vigil.ingest;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigil.ingest.FrontDoor.LIMIT;
import static org.vigil.ingest.FrontDoor.SKIN;
import static org.vigil.ingest.decode.HostileFiles.picture;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.EmbeddedBroker;
import org.vigil.embedded.EmbeddedStore;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.schemas.id.Sha256;

/** Uploads while the broker or the store is down: told to come again, and then taken once. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
class BadDaysIT {
  @BeforeEach
  void awaitReadiness() {
    FrontDoor.awaitReadiness();
  }

  @Test
  void withTheStoreDownNothingIsAcknowledged() throws IOException {
    byte[] file = picture("png", 61, 61);
    EmbeddedStore store = EmbeddedStack.servers().store();
    store.kill();
    try {
      later(post(file));
    } finally {
      store.restart();
    }

    assertEquals(0, announced(file));
    takenWhenAllIsWell(file);
  }

  @Test
  void withTheBrokerDownNothingIsAcknowledged() throws IOException {
    byte[] file = picture("png", 62, 62);
    EmbeddedBroker broker = EmbeddedStack.servers().broker();
    broker.kill();
    try {
      later(post(file));
    } finally {
      broker.restart();
    }

    takenWhenAllIsWell(file);
  }

  private static void later(ValidatableResponse response) {
    response
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue())
        .body("type", equalTo("urn:vigil:problem:unavailable"));
  }

  private static void takenWhenAllIsWell(byte[] file) {
    await().atMost(LIMIT).untilAsserted(() -> post(file).statusCode(202));
    await().atMost(LIMIT).untilAsserted(() -> assertEquals(1, studies(file)));
  }

  private static ValidatableResponse post(byte[] file) {
    return FrontDoor.post(SKIN, file);
  }

  private static long announced(byte[] file) {
    return FrontDoor.announced().stream()
        .filter(event -> event.getImage().getImageId().equals(Sha256.of(file).hex()))
        .count();
  }

  /** Ready studies with this image; the announcement itself may have come twice. */
  private static long studies(byte[] file) {
    return FrontDoor.readyNow()
        .filter(
            study ->
                study.getImages().stream()
                    .anyMatch(image -> image.getImageId().equals(Sha256.of(file).hex())))
        .count();
  }
}
