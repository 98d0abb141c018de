package org.vigil.ingest.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigil.ingest.order.OrderFixture.NOW;
import static org.vigil.ingest.order.OrderFixture.SITE;
import static org.vigil.ingest.order.OrderFixture.image;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.order.OrderFixture;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.store.Bucket;

class FhirDeskTest {
  static final String BUNDLE =
      """
      {"resourceType":"Bundle","type":"transaction","entry":[
       {"fullUrl":"urn:uuid:p","resource":{"resourceType":"Patient",
         "identifier":[{"value":"P123"}],"name":[{"family":"Doe","given":["Jane"]}],
         "gender":"female","birthDate":"1961-04-08"},
        "request":{"method":"POST","url":"Patient"}},
       {"fullUrl":"urn:uuid:r","resource":{"resourceType":"ServiceRequest","status":"active",
         "intent":"order","priority":"urgent","subject":{"reference":"urn:uuid:p"},
         "authoredOn":"2026-11-21T08:00:00Z",
         "identifier":[{"type":{"coding":[{"code":"ACSN"}]},"value":"ACC4711"}],
         "reasonCode":[{"coding":[{"system":"http://snomed.info/sct","code":"49727002",
           "display":"Cough"}],"text":"Mrs Doe coughs"}]},
        "request":{"method":"POST","url":"ServiceRequest"}},
       {"resource":{"resourceType":"ImagingStudy","status":"available",
         "identifier":[{"type":{"coding":[{"code":"ACSN"}]},"value":"ACC4712"}],
         "basedOn":[{"reference":"urn:uuid:r"}],"subject":{"reference":"urn:uuid:p"}},
        "request":{"method":"POST","url":"ImagingStudy"}},
       {"resource":{"resourceType":"Observation","status":"final","code":{"text":"x"}},
        "request":{"method":"POST","url":"Observation"}}]}
      """;

  private final OrderFixture fixture = new OrderFixture();
  private final FhirDesk desk = new FhirDesk(fixture.desk, fixture.clock);

  private FhirDesk.Answer post(String body) {
    return desk.take(SITE, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aBundleBeforeTheImageFillsInWhatItLacks() {
    FhirDesk.Answer answer = post(BUNDLE);
    assertEquals(200, answer.status(), answer.body());
    assertTrue(answer.body().contains("transaction-response"), answer.body());
    for (String accession : List.of("ACC4711", "ACC4712")) {
      ImageNormalised event = fixture.desk.linked(SITE, accession, image("a", NOW, Map.of()));
      assertEquals(
          Map.of("age", "65", "sex", "female", "indication", "Cough"), event.getMetadata());
      assertEquals(Priority.STAT, event.getPriority());
    }
  }

  @Test
  void aBundleAfterTheImageGivesTheSameStudy() {
    ImageNormalised first = fixture.desk.linked(SITE, "ACC4711", image("a", NOW, Map.of()));
    post(BUNDLE);
    ImageNormalised again = fixture.published().get(0);
    assertEquals(first.getStudyId(), again.getStudyId());
    assertEquals("65", again.getMetadata().get("age"));
    assertNull(again.getCompleteWith());
  }

  @Test
  void aPatientAloneCorrectsTheOrders() {
    post(BUNDLE);
    fixture.desk.linked(SITE, "ACC4711", image("a", NOW, Map.of()));
    FhirDesk.Answer answer =
        post(
            """
            {"resourceType":"Bundle","type":"batch","entry":[{"resource":{"resourceType":"Patient",
              "identifier":[{"value":"P123"}],"gender":"male","birthDate":"1981-04-08"}}]}
            """);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("45", fixture.published().get(0).getMetadata().get("age"));
    assertEquals("male", fixture.published().get(0).getMetadata().get("sex"));
  }

  @Test
  void whatIsNotUsedIsSaidToBeKept() {
    assertTrue(post(BUNDLE).body().contains("kept with the bundle, not used"));
    assertEquals(
        List.of(BUNDLE),
        fixture.store.list(Bucket.IDENTITY, "st-olav/messages/").stream()
            .map(key -> new String(fixture.store.get(key), StandardCharsets.UTF_8))
            .toList());
  }

  @Test
  void whatCannotBeUsedIsRefused() {
    assertEquals(400, post("{").status());
    assertEquals(400, post("").status());
    assertEquals(400, post("{\"resourceType\":\"Patient\"}").status());
    assertEquals(422, post(BUNDLE.replace("\"transaction\"", "\"history\"")).status());
    assertEquals(422, post("{\"resourceType\":\"Bundle\",\"type\":\"batch\"}").status());
    assertTrue(post("{").body().contains("OperationOutcome"));
    assertEquals(List.of(), fixture.published());
  }
}
