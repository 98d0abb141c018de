package org.vigil.ingest;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.ingest.dicom.DataSetBytes;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.storage.FileMeta;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.AuditRecorded;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.topic.Topics;

/** A study that came by DICOMweb and left de-identified is erased; its neighbour is not. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
@QuarkusTestResource(DicomFolders.class)
class ErasureIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String CR = "1.2.840.10008.5.1.4.1.1.1";
  private static final SiteId SITE = new SiteId("web-clinic");

  @BeforeEach
  void awaitReadiness() {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> RestAssured.get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void anErasedStudyLeavesNothingButTheEvidence() {
    stow(71, "1.2.826.0.71.1");
    Set<String> neighbour = objects();
    stow(72, "1.2.826.0.72.1");
    RestAssured.get(
            "/dicomweb/studies/1.2.826.0.1.72/series/1.72/instances/1.2.826.0.72.1/deidentified")
        .then()
        .statusCode(200);
    assertTrue(objects().size() > neighbour.size() + 4);

    StudyId study = StudyId.ofStudyInstanceUid(SITE, "1.2.826.0.1.72");
    erase(study);
    await().atMost(LIMIT).untilAsserted(() -> assertEquals(neighbour, objects()));
    await().atMost(LIMIT).until(() -> of(study).contains("study-erased"));
    List<String> acts = of(study);
    assertEquals("images-sent", acts.getFirst());
    assertTrue(acts.contains("deidentified-exported"), acts.toString());
    RestAssured.get("/dicomweb/studies/1.2.826.0.1.72").then().statusCode(404);
    RestAssured.get("/dicomweb/studies/1.2.826.0.1.71").then().statusCode(200);
    assertFalse(records(study).toString().contains("Doe"));
  }

  private static void erase(StudyId study) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    StudyErased erasure =
        StudyErased.newBuilder()
            .setStudyId(study.value())
            .setScope(ErasureScope.ERASE)
            .setReason("patient-request")
            .setBy("patient")
            .setAt(now)
            .build();
    try (EventPublisher publisher =
        EventPublisher.connect(EmbeddedStack.kafka(), Duration.ofSeconds(20))) {
      publisher
          .publish(
              Topics.STUDIES_ERASED,
              study.value(),
              erasure,
              Envelope.about(study.value(), "erased/" + study, "/vigil/test", now))
          .join();
    }
  }

  private static Set<String> objects() {
    Set<String> all = new TreeSet<>();
    for (Bucket bucket : Bucket.values()) {
      for (ObjectKey key : EmbeddedStack.store().list(bucket, "")) {
        all.add(key.toString());
      }
    }
    all.removeIf(key -> key.contains("/_keys/"));
    return all;
  }

  private static List<String> of(StudyId study) {
    return records(study).stream().map(AuditRecorded::getAct).toList();
  }

  private static List<AuditRecorded> records(StudyId study) {
    EventCodec<AuditRecorded> codec = EventCodec.of(AuditRecorded.class);
    List<AuditRecorded> records = new ArrayList<>();
    EmbeddedStack.committed(Topics.AUDIT.name()).stream().map(codec::decode).forEach(records::add);
    records.removeIf(
        record -> record.getThings().stream().noneMatch(t -> t.getName().equals(study.value())));
    return records;
  }

  private static void stow(int seed, String instance) {
    byte[] head = FileMeta.of(new Uid(CR), new Uid(instance), new Uid("1.2.840.10008.1.2.1"));
    byte[] data =
        DataSetBytes.radiograph(
                new DataSetBytes(true, ByteOrder.LITTLE_ENDIAN), CR, instance, seed, "1." + seed)
            .toBytes();
    byte[] file = Arrays.copyOf(head, head.length + data.length);
    System.arraycopy(data, 0, file, head.length, data.length);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(ascii("--b\r\nContent-Type: application/dicom\r\n\r\n"));
    body.writeBytes(file);
    body.writeBytes(ascii("\r\n--b--\r\n"));
    given()
        .contentType("multipart/related; type=\"application/dicom\"; boundary=b")
        .body(body.toByteArray())
        .post("/dicomweb/studies")
        .then()
        .statusCode(200);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
