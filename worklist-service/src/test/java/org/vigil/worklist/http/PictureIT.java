package org.vigil.worklist.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.worklist.fixture.OwnState;
import org.vigil.worklist.fixture.StudyEvents;

/** Pictures of studies, out of a real store. */
@QuarkusTest
@Timeout(120)
@TestProfile(OwnState.class)
@QuarkusTestResource(EmbeddedStack.class)
class PictureIT extends WorklistSteps {
  @Inject ObjectStore store;

  @Test
  void aPictureComesWithItsDigestAndIsNotSentTwice() {
    byte[] png = "not really a png".getBytes(StandardCharsets.UTF_8);
    String imageId = StudyEvents.imageId("picture");
    store.put(ObjectKeys.images("normalised/n1/" + imageId + ".png"), png, "image/png");
    ready("picture", Instant.now());
    String href = study("picture").extract().path("images[0].href");

    var response = when().get(href).then().statusCode(200).contentType("image/png").extract();
    assertArrayEquals(png, response.asByteArray());
    assertTrue(response.header("Cache-Control").contains("immutable"));
    given().header("If-None-Match", response.header("ETag")).get(href).then().statusCode(304);
    ready("other", Instant.now());
    when().get(path("other") + "/images/" + imageId).then().statusCode(404);
  }

  @Test
  void aPictureThatTheStoreLostIsA404() {
    ready("lost picture", Instant.now());
    String href = study("lost picture").extract().path("images[0].href");
    when().get(href).then().statusCode(404).contentType("application/problem+json");
  }
}
