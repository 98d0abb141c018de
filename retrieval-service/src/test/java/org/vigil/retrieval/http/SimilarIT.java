package org.vigil.retrieval.http;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.store.ObjectStore;

/** The cases beside a study, over HTTP. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(TemporaryIndex.class)
class SimilarIT {
  @Inject KafkaSettings kafka;
  @Inject ObjectStore store;

  @BeforeEach
  void fourStudies() {
    FourStudies.await(kafka, store);
  }

  @Test
  void aConfirmedCaseAppearsBesideAStudyThatLooksLikeIt() {
    when()
        .get("/api/studies/asked/similar?k=2")
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("no-store"))
        .body("cases.studyId", contains("near", "shared"))
        .body("cases[0].similarity.toDouble()", closeTo(0.96, 1e-5))
        .body("cases[0].verdict.diagnosis", equalTo("Pneumonia"))
        .body("cases[0].verdict.findings[0].finding", equalTo("Pneumonia"))
        .body("cases[0].verdict.findings[0].present", equalTo(true))
        .body("cases[0].sharedFindings", contains("Pneumonia"))
        .body("closeEnough", equalTo(true))
        .body("closeness.minimum.toDouble()", closeTo(0.95, 1e-9))
        .body("neighbourhood.diagnoses[0].count", equalTo(2))
        .body("samePatientExcluded", equalTo(true))
        .body("space", equalTo("chest-xray/1.0"))
        .body(not(containsString("Smith")));
    when()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.name", contains("case-library"));
    when().get("/q/metrics").then().body(containsString("vigil_retrieval_studies "));
    when()
        .get("/api/spaces")
        .then()
        .body("spaces[0].space", equalTo("chest-xray/1.0"))
        .body("spaces[0].width", equalTo(2))
        .body("spaces[0].studies", greaterThanOrEqualTo(4));
  }

  @Test
  void filtersLeaveOutWhatDoesNotPass() {
    when().get("/api/studies/asked/similar?site=open").then().body("cases", hasSize(1));
    when().get("/api/studies/asked/similar?kind=skin").then().body("cases", hasSize(0));
    when().get("/api/studies/asked/similar?finding=pneumonia").then().body("cases", hasSize(2));
    when().get("/api/studies/near/similar?verdict=any").then().body("cases", hasSize(2));
    when().get("/api/studies/asked/similar?until=2020-01-01").then().body("cases", hasSize(0));
  }

  @Test
  void aCasesPictureIsSeenInSmallByWhoMaySeeTheCase() throws IOException {
    String path = when().get("/api/studies/asked/similar").jsonPath().get("cases[0].thumbnail");
    var answer = when().get(path).then().statusCode(200).contentType("image/jpeg").extract();
    BufferedImage small = ImageIO.read(new ByteArrayInputStream(answer.asByteArray()));
    assertEquals(List.of(192, 144), List.of(small.getWidth(), small.getHeight()));
    when().get("/api/cases/near/thumbnail?site=bergen").then().statusCode(404);
    when().get("/api/cases/near/thumbnail").then().statusCode(400);
    when().get("/api/cases/nobody/thumbnail?site=oslo").then().statusCode(404);
  }

  @Test
  void anUnknownStudyIsUnknown() {
    when()
        .get("/api/studies/nobody/similar")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }
}
