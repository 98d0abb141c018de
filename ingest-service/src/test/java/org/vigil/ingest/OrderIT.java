package org.vigil.ingest;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigil.ingest.FrontDoor.LIMIT;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.ingest.dicom.DataSetBytes;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.topic.Topics;

/** Orders by HL7 v2 and FHIR meet their images, on a real broker and store. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
@QuarkusTestResource(OrderDoors.class)
class OrderIT {
  private static final List<String> IDENTIFIERS =
      List.of("QUILLFEATHER", "PID-77-QF", "ACC-QF-1", "ACC-QF-2", "19610408", "1961-04-08");

  @BeforeEach
  void awaitReadiness() {
    FrontDoor.awaitReadiness();
  }

  @Test
  void anHl7OrderWaitsForItsImage() throws IOException {
    String answer =
        send(
            String.join(
                "\r",
                "MSH|^~\\&|RIS|ST-OLAV|VIGIL|VIGIL|20261121||ORM^O01|M1|P|2.5",
                "PID|1||PID-77-QF||QUILLFEATHER^ADA||19610408|F",
                "ORC|NW|P1|F1||SC||^^^^^S",
                "OBR|1|P1|F1|CXR|||20261121|||||||||||ACC-QF-1",
                ""));
    assertTrue(answer.contains("MSA|AA|M1"), answer);

    String studyId = upload(radiograph("ACC-QF-1", 71));

    StudyReady study = ready(studyId, 1);
    assertEquals(Map.of("age", "65", "sex", "female"), study.getMetadata());
    assertNoIdentifierIsAbout();
  }

  @Test
  void aFhirBundleReachesTheStudyThatIsThere() throws IOException {
    String studyId = upload(radiograph("ACC-QF-2", 72));
    readyRoutine(studyId);

    bundle(OrderDoors.TOKEN).statusCode(200).body("type", equalTo("transaction-response"));

    StudyReady study = ready(studyId, 2);
    assertEquals(Map.of("age", "65", "sex", "female"), study.getMetadata());
    assertEquals(1, study.getImages().size());
    assertNoIdentifierIsAbout();
  }

  @Test
  void anybodyMayAskWhatTheFhirDoorCanDo() {
    RestAssured.get("/fhir/metadata")
        .then()
        .statusCode(200)
        .contentType("application/fhir+json")
        .body("resourceType", equalTo("CapabilityStatement"))
        .body("rest[0].interaction.code", hasItems("transaction", "batch"));
  }

  @Test
  void whoIsNotKnownPostsNothing() {
    bundle("another-token-of-the-same-length")
        .statusCode(401)
        .body("resourceType", equalTo("OperationOutcome"));
  }

  private static ValidatableResponse bundle(String token) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/fhir+json")
        .body(
            """
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"fullUrl":"urn:uuid:p","resource":{"resourceType":"Patient",
               "identifier":[{"value":"PID-77-QF"}],"name":[{"family":"QUILLFEATHER"}],
               "gender":"female","birthDate":"1961-04-08"}},
             {"resource":{"resourceType":"ServiceRequest","status":"active","intent":"order",
               "priority":"stat","subject":{"reference":"urn:uuid:p"},
               "authoredOn":"2026-11-21","identifier":[
                 {"type":{"coding":[{"code":"ACSN"}]},"value":"ACC-QF-2"}]}}]}
            """)
        .post("/fhir")
        .then();
  }

  private static String send(String message) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", OrderDoors.port())) {
      socket.setSoTimeout(60_000);
      byte[] bytes = ("\013" + message + "\034\r").getBytes(StandardCharsets.UTF_8);
      socket.getOutputStream().write(bytes);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      for (int next = socket.getInputStream().read();
          next != '\034' && next >= 0;
          next = socket.getInputStream().read()) {
        answer.write(next);
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  private static String upload(byte[] dicom) {
    return FrontDoor.post(FrontDoor.CHEST, dicom).statusCode(202).extract().path("studyId");
  }

  private static byte[] radiograph(String accession, int seed) {
    byte[] pixels = new byte[32 * 32];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 7 + seed * 31);
    }
    DataSetBytes syntax = little().text(0x00020010, "UI", "1.2.840.10008.1.2.1");
    DataSetBytes data =
        little()
            .text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.1")
            .text(0x00080018, "UI", "1.2.826.0.77." + seed)
            .text(0x00080050, "SH", accession)
            .text(0x00080060, "CS", "CR")
            .text(0x00100010, "PN", "QUILLFEATHER^ADA")
            .text(0x00180015, "CS", "CHEST")
            .text(0x00185101, "CS", "PA")
            .text(0x0020000D, "UI", "1.2.826.0.78." + seed)
            .number(0x00280002, 1)
            .text(0x00280004, "CS", "MONOCHROME2")
            .number(0x00280010, 32)
            .number(0x00280011, 32)
            .number(0x00280100, 8)
            .number(0x00280101, 8)
            .number(0x00280102, 7)
            .number(0x00280103, 0)
            .bytes(0x7FE00010, "OB", pixels);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[128]);
    file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    byte[] length = {(byte) syntax.toBytes().length, 0, 0, 0};
    file.writeBytes(little().bytes(0x00020000, "UL", length).toBytes());
    file.writeBytes(syntax.toBytes());
    file.writeBytes(data.toBytes());
    return file.toByteArray();
  }

  private static DataSetBytes little() {
    return new DataSetBytes(true, ByteOrder.LITTLE_ENDIAN);
  }

  /** A revision of a study that is urgent. */
  private static StudyReady ready(String studyId, int revision) {
    EventCodec<StudyReady> codec = EventCodec.of(StudyReady.class);
    return await()
        .atMost(LIMIT)
        .until(
            () ->
                EmbeddedStack.committed(Topics.STUDIES_READY_STAT.name()).stream()
                    .map(codec::decode)
                    .filter(study -> study.getStudyId().equals(studyId))
                    .filter(study -> study.getRevision() == revision)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static void readyRoutine(String studyId) {
    assertEquals(1, FrontDoor.ready(studyId).get(0).getRevision());
  }

  /** Neither in a topic nor in a key, nor in an object outside of the identity bucket. */
  private static void assertNoIdentifierIsAbout() {
    for (var topic :
        List.of(
            Topics.IMAGES_NORMALISED,
            Topics.STUDIES_READY_STAT,
            Topics.STUDIES_READY_ROUTINE,
            Topics.STUDIES_LEDGER)) {
      for (byte[] record : EmbeddedStack.committed(topic.name())) {
        assertClean(topic.name(), new String(record, StandardCharsets.ISO_8859_1));
      }
    }
    for (Bucket bucket : Bucket.values()) {
      EmbeddedStack.store().list(bucket, "").forEach(key -> assertClean("keys", key.key()));
    }
    assertClean("metrics", RestAssured.get("/q/metrics").asString());
  }

  private static void assertClean(String where, String text) {
    for (String identifier : IDENTIFIERS) {
      assertFalse(text.contains(identifier), () -> identifier + " is in " + where);
    }
  }
}
