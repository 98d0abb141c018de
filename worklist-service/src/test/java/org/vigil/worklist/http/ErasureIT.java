package org.vigil.worklist.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.OwnState;
import org.vigil.worklist.fixture.StudyEvents;

/** Requests for erasure on a real broker. */
@QuarkusTest
@Timeout(120)
@TestProfile(OwnState.class)
@QuarkusTestResource(EmbeddedStack.class)
class ErasureIT {

  @Test
  void anErasureIsPublishedWhetherOrNotTheStudyIsStillHere() {
    Map<String, String> body =
        Map.of("scope", "withdraw-reuse", "reason", "consent-withdrawn", "by", "patient");
    erase(StudyEvents.id("read long ago"), body)
        .statusCode(202)
        .body("scope", equalTo("withdraw-reuse"));
    EventCodec<StudyErased> codec = EventCodec.of(StudyErased.class);
    List<StudyErased> published =
        EmbeddedStack.committed(Topics.STUDIES_ERASED.name()).stream()
            .map(codec::decode)
            .filter(erased -> erased.getStudyId().equals(StudyEvents.id("read long ago")))
            .toList();
    assertEquals(1, published.size());
    assertEquals(ErasureScope.WITHDRAW_REUSE, published.get(0).getScope());
    assertEquals("consent-withdrawn", published.get(0).getReason());
    assertEquals("patient", published.get(0).getBy());
  }

  @Test
  void whatIsNoErasureIsRefusedWithItsField() {
    String id = StudyEvents.id("refused erasure");
    Map<String, String> good = Map.of("scope", "erase", "reason", "wrong-patient", "by", "reader");
    for (String field : good.keySet()) {
      Map<String, String> body = new HashMap<>(good);
      body.put(field, "Mrs Smith");
      erase(id, body)
          .statusCode(422)
          .contentType("application/problem+json")
          .body("instance", equalTo(field))
          .body(not(containsString("Smith")));
    }
    erase("no-study-id", good).statusCode(404).contentType("application/problem+json");
    given()
        .contentType("application/json")
        .post("/api/studies/" + id + "/erasure")
        .then()
        .statusCode(422);
  }

  private static ValidatableResponse erase(String studyId, Map<String, String> body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/api/studies/" + studyId + "/erasure")
        .then();
  }
}
