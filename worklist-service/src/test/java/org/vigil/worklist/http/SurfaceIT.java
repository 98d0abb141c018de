package org.vigil.worklist.http;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.worklist.fixture.OwnState;

/** What every client meets: parameters, headers, configuration, metrics. */
@QuarkusTest
@Timeout(120)
@TestProfile(OwnState.class)
@QuarkusTestResource(EmbeddedStack.class)
class SurfaceIT extends WorklistSteps {
  @Test
  void parametersThatMeanNothingAreRefused() {
    for (String query :
        List.of("kind=horse", "urgency=high", "site=A B", "state=x", "limit=0", "after=nobody")) {
      when()
          .get("/api/worklist?" + query.replace(" ", "%20"))
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
    when().get("/api/studies/nobody").then().statusCode(404);
  }

  @Test
  void theConfigurationNamesKindsAndWaits() {
    when()
        .get("/api/config")
        .then()
        .statusCode(200)
        .body("ingestUrl", equalTo("http://127.0.0.1:8081"))
        .body("signOn", equalTo(false))
        .body("kinds.kind", equalTo(Arrays.asList("chest-xray", "skin", "tongue")))
        .body("kinds.defaultRole", equalTo(Arrays.asList("frontal", "clinical", "tongue")))
        .body("urgencies.find { it.urgency == 'urgent' }.maxWait", equalTo("PT30M"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/js/main.js",
        "/css/base.css",
        "/favicon.svg",
        "/nothing-here",
        "/api/config",
        "/api/worklist",
        "/api/worklist?limit=0",
        "/api/ledger",
        "/api/studies/nobody",
        "/api/nothing-here",
        "/q/health/live",
        "/q/metrics"
      })
  void everyAnswerCarriesTheSecurityHeaders(String path) {
    when()
        .get(path)
        .then()
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", startsWith("default-src 'none'; script-src 'self'; "))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Content-Security-Policy", containsString("http://localhost:8081"))
        .header("Content-Security-Policy", not(containsString("unsafe")));
  }

  @Test
  void metricsTellOfTheList() {
    ready("metric", Instant.now());
    when()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("vigil_worklist_open_studies{urgency=\"unassessed\"}"))
        .body(containsString("vigil_worklist_ledger_images{state=\"in-flight\"}"))
        .body(containsString("vigil_worklist_received_to_placed_seconds_count"));
  }
}
