package org.vigil.ingest.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigil.ingest.order.OrderFixture.NOW;
import static org.vigil.ingest.order.OrderFixture.SITE;
import static org.vigil.ingest.order.OrderFixture.image;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.order.OrderFixture;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.Bucket;

class Hl7DeskTest {
  private static final String ACCESSION = "ACC4711";

  /** As IHE Scheduled Workflow (RAD-4) has it, with a segment that nobody knows. */
  private static final String ORDER =
      String.join(
          "\r",
          "MSH|^~\\&|RIS|ST-OLAV|VIGIL|VIGIL|20261121113000||ORM^O01^ORM_O01|MSG1|P|2.3.1",
          "PID|1||P123^^^HOSP||DOE^JANE^Q||19610408|F",
          "ZXY|something^of^the^vendor",
          "ORC|NW|PL1|FI1||SC||^^^20261121^^S",
          "OBR|1|PL1|FI1|CXR^Chest^L|||20261121|||||||||||"
              + ACCESSION
              + "|||||||||^^^20261121^^S||||R05^Cough^I10",
          "");

  private final OrderFixture fixture = new OrderFixture();
  private final Hl7Desk desk = new Hl7Desk(fixture.desk, fixture.clock);

  private String send(String message) {
    return new String(
        desk.answer(SITE, message.getBytes(StandardCharsets.UTF_8)).orElseThrow(),
        StandardCharsets.UTF_8);
  }

  private static void assertAcknowledged(String code, String answer) {
    assertTrue(answer.startsWith("MSH|^~\\&|VIGIL|VIGIL|RIS|ST-OLAV|"), answer);
    assertTrue(answer.contains("\rMSA|" + code + "|MSG1"), answer);
  }

  @Test
  void anOrderBeforeItsImageFillsInWhatTheImageLacks() {
    assertAcknowledged("AA", send(ORDER));
    ImageNormalised event = fixture.desk.linked(SITE, ACCESSION, image("a", NOW, Map.of()));
    assertEquals(Map.of("age", "65", "sex", "female", "indication", "Cough"), event.getMetadata());
    assertEquals(Priority.STAT, event.getPriority());
    assertEquals(List.of(), fixture.published());
  }

  @Test
  void anOrderAfterItsImageGivesTheSameStudy() {
    ImageNormalised first =
        fixture.desk.linked(SITE, ACCESSION, image("a", NOW, Map.of("sex", "male")));
    assertEquals(Map.of("sex", "male"), first.getMetadata());
    assertAcknowledged("AA", send(ORDER));
    ImageNormalised again = fixture.published().get(0);
    assertEquals(first.getStudyId(), again.getStudyId());
    assertEquals(Map.of("age", "65", "sex", "male", "indication", "Cough"), again.getMetadata());
    assertEquals(Priority.STAT, again.getPriority());
    assertNull(again.getCompleteWith(), "what belongs to the study is not said anew");
  }

  @Test
  void anImageOfLongAgoIsLeftAlone() {
    fixture.desk.linked(SITE, ACCESSION, image("a", NOW.minus(Duration.ofDays(31)), Map.of()));
    assertAcknowledged("AA", send(ORDER));
    assertEquals(List.of(), fixture.published());
  }

  @Test
  void anotherSiteSOrderIsAnother() {
    send(ORDER);
    ImageNormalised event =
        fixture.desk.linked(new SiteId("elsewhere"), ACCESSION, image("a", NOW, Map.of()));
    assertEquals(Map.of(), event.getMetadata());
  }

  @Test
  void aCorrectedPatientCorrectsTheOrders() {
    send(ORDER);
    fixture.desk.linked(SITE, ACCESSION, image("a", NOW, Map.of()));
    assertAcknowledged("AA", send(adt("A08", "PID|1||P123^^^HOSP||DOE^JANE||19710408|M")));
    assertEquals(
        Map.of("age", "55", "sex", "male", "indication", "Cough"),
        fixture.published().get(0).getMetadata());
  }

  @Test
  void afterAMergeCorrectionsComeUnderTheNewId() {
    send(ORDER);
    fixture.desk.linked(SITE, ACCESSION, image("a", NOW, Map.of()));
    String merge = adt("A40", "PID|1||P999^^^HOSP||DOE^JANE||19610408|F\rMRG|P123^^^HOSP");
    assertAcknowledged("AA", send(merge));
    assertAcknowledged("AA", send(adt("A08", "PID|1||P999^^^HOSP||DOE^JANE||19810408|F")));
    List<ImageNormalised> published = fixture.published();
    assertEquals("45", published.get(published.size() - 1).getMetadata().get("age"));
  }

  private static String adt(String event, String segments) {
    return "MSH|^~\\&|RIS|ST-OLAV|VIGIL|VIGIL|20261121||ADT^%s|MSG1|P|2.5\r%s\r"
        .formatted(event, segments);
  }

  @Test
  void whatIsMissingIsNamedInTheAnswer() {
    String answer = send(ORDER.replace(ACCESSION, "").replace("|FI1|", "||"));
    assertAcknowledged("AE", answer);
    assertTrue(answer.contains("OBR"), answer);
    assertAcknowledged("AE", send(adt("A08", "PID|1")));
    assertAcknowledged("AE", send(adt("A40", "PID|1||P1")));
    assertAcknowledged("AE", send(ORDER.replace("\rORC|", "\rZRC|")));
    assertEquals(List.of(), fixture.published());
  }

  @Test
  void anotherTypeOfMessageIsRejected() {
    assertAcknowledged("AR", send(adt("A01", "PID|1||P123")));
  }

  @Test
  void whatIsNoHl7IsNotAnswered() {
    for (String text : List.of("", "MSH", "GET / HTTP/1.1\r\n", "MSH|^~\\&", "PID|1")) {
      Optional<byte[]> answer = desk.answer(SITE, text.getBytes(StandardCharsets.UTF_8));
      answer.ifPresent(
          bytes -> assertFalse(new String(bytes, StandardCharsets.UTF_8).contains("AA|")));
    }
  }

  @Test
  void aMessageIsKeptWholeAndOnlyAmongTheIdentifiers() {
    send(ORDER);
    assertEquals(List.of(), fixture.store.list(Bucket.IMAGES, ""));
    assertEquals(
        List.of(ORDER),
        fixture.store.list(Bucket.IDENTITY, "st-olav/messages/").stream()
            .map(key -> new String(fixture.store.get(key), StandardCharsets.UTF_8))
            .toList());
    assertTrue(
        fixture.store.list(Bucket.IDENTITY, "").stream()
            .noneMatch(key -> key.key().matches(".*(4711|P123|DOE).*")));
  }

  @Test
  void freeTextIsNoIndication() {
    send(ORDER.replace("R05^Cough^I10", "^Mrs Doe fell down"));
    ImageNormalised event = fixture.desk.linked(SITE, ACCESSION, image("a", NOW, Map.of()));
    assertNull(event.getMetadata().get("indication"));
  }
}
