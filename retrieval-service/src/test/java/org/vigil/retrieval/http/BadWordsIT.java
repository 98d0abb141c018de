package org.vigil.retrieval.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.store.ObjectStore;

/** Words of a look-up that make no sense, over HTTP. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(TemporaryIndex.class)
class BadWordsIT {
  @Inject KafkaSettings kafka;
  @Inject ObjectStore store;

  @BeforeEach
  void fourStudies() {
    FourStudies.await(kafka, store);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour=red",
        "kind=horse",
        "role=hoof",
        "sex=x",
        "age=60-40",
        "age=old",
        "age=0-999",
        "from=yesterday",
        "from=2026-02-01&until=2026-01-01",
        "diversity=2",
        "diversity=NaN",
        "verdict=perhaps",
        "site=bergen",
        "site=Oslo%20!",
        "finding=Scurvy",
        "bodySite=elbow",
        "device=unheard-of",
        "kind=",
        "k=1&k=2"
      })
  void aFilterThatMakesNoSenseIsRefused(String query) {
    when()
        .get("/api/studies/asked/similar?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }
}
