package org.vigil.training.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.schemas.id.Sha256;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.topic.RegistryFollower;

@QuarkusTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(SeededInstallation.class)
class RegistryIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Inject KafkaSettings kafka;
  @Inject RegistryState state;

  @BeforeEach
  void theServiceIsReadyAndTheSlotAsInstalled() {
    await().atMost(LIMIT).until(() -> when().get("/q/health/ready").statusCode() == 200);
    promote("{'version':'1.1','as':'active','by':'test','reason':'as installed'}").statusCode(200);
  }

  @Test
  void theSoundSeedsAreRegisteredAndTheDamagedOneIsNamed() {
    when()
        .get("/api/bundles")
        .then()
        .statusCode(200)
        .body("bundles.version", contains("1.0", "1.1"))
        .body("bundles.state", contains("registered", "active"))
        .body("bundles[1].metrics.'test.auc.Pneumonia'", equalTo(0.9f))
        .body("bundles[1].notice", equalTo("Demonstration"))
        .body("seeds", hasSize(3))
        .body("seeds[2].result", equalTo("REFUSED"))
        .body("seeds[2].detail", containsString("model-card.md"));
  }

  @Test
  void theManifestIsServedByteForByte() {
    String digest = state.bundle("chest-xray", "1.0").orElseThrow().getBundle().getDigest();
    byte[] manifest = when().get("/api/bundles/chest-xray/1.0").asByteArray();
    assertEquals(digest, Sha256.of(manifest).hex());
    when()
        .get("/api/bundles/chest-xray/1.0/card")
        .then()
        .contentType("text/markdown")
        .body(containsString("not for clinical use"));
    when().get("/api/bundles/chest-xray/9.9").then().statusCode(404);
  }

  @Test
  void decisionsSurviveInTheTopicAndRollBackFromThere() throws Exception {
    promote("{'version':'1.0','as':'active','by':'ann','reason':'r','expectedActive':'1.1'}")
        .statusCode(200)
        .body("active.version", equalTo("1.0"));

    RegistryState afterRestart = new RegistryState();
    try (var follower = new RegistryFollower(kafka, afterRestart, new Random(1))) {
      follower.start();
      follower.awaitCaughtUp();
    }
    assertEquals(state.slot("chest-xray"), afterRestart.slot("chest-xray"));
    assertEquals(state.bundles(), afterRestart.bundles());
    assertTrue(afterRestart.slot("chest-xray").before().contains("1.1"));

    post("rollback", "{'by':'ann','reason':'worse'}")
        .statusCode(200)
        .body("active.version", equalTo("1.1"));
  }

  @Test
  void aShadowAndACanaryComeAndGo() {
    promote("{'version':'1.0','as':'canary','share':0.1,'by':'ann','reason':'try'}")
        .statusCode(200)
        .body("canary.version", equalTo("1.0"))
        .body("canaryShare", equalTo(0.1f));
    promote("{'version':'1.0','as':'shadow','by':'ann','reason':'try'}")
        .body("canary", equalTo(null))
        .body("shadow.version", equalTo("1.0"));
    post("withdraw", "{'as':'shadow','by':'ann','reason':'done'}")
        .statusCode(200)
        .body("shadow", equalTo(null));
  }

  @Test
  void whatMakesNoSenseIsRefusedWithAProblem() {
    refused(404, "{'version':'9.9','as':'active','by':'ann','reason':'r'}");
    refused(409, "{'version':'1.0','as':'active','by':'a','reason':'r','expectedActive':'0'}");
    for (String body :
        List.of(
            "{'version':'1.0','as':'king','by':'ann','reason':'r'}",
            "{'version':'1.0','as':'canary','by':'ann','reason':'r'}",
            "{'version':'1.0','as':'canary','share':7,'by':'ann','reason':'r'}",
            "{'version':'1.0','as':'active','share':0.5,'by':'ann','reason':'r'}",
            "{'version':'1.0','as':'active','by':' ','reason':'r'}",
            "{'version':'1.0','as':'active','by':'ann'}")) {
      refused(422, body);
    }
    refused(400, "{");
    promote("").statusCode(422);
  }

  private static void refused(int status, String body) {
    promote(body).statusCode(status).contentType("application/problem+json");
  }

  private static ValidatableResponse promote(String body) {
    return post("promote", body);
  }

  private static ValidatableResponse post(String action, String body) {
    return given()
        .contentType("application/json")
        .body(body.replace('\'', '"'))
        .post("/api/slots/chest-xray/" + action)
        .then();
  }
}
