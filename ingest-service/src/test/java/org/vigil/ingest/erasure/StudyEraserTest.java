package org.vigil.ingest.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.ingest.dicom.storage.Catalogue;
import org.vigil.ingest.dicom.storage.InstanceIndex;
import org.vigil.ingest.order.OrderBook;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.platform.event.EventPublisher;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.AuditOutcome;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.ImageUsed;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;

class StudyEraserTest {
  private static final SiteId SITE = new SiteId("st-olav");
  private static final StudyId STUDY = StudyId.ofSenderKey(SITE, "erased");
  private static final StudyId OTHER = StudyId.ofSenderKey(SITE, "other");
  private static final String NAME = "Doe^Jane";
  private static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");

  private final MemoryStore store = new MemoryStore();
  private final List<ConsumerRecord<String, byte[]>> topic = new ArrayList<>();
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final List<AuditEntry> evidence = new ArrayList<>();
  private final StudyEraser eraser =
      new StudyEraser(
          store,
          new ImageUses(topic::forEach, new EventPublisher(producer)),
          new IdentityTraces(
              store,
              new InstanceIndex(store),
              new Catalogue(store),
              new OrderBook(store),
              Optional.empty()),
          evidence::add);

  @Test
  void everythingOfTheStudyGoesAndNothingOfAnyOther() {
    image(STUDY, "one");
    dicom(STUDY, "one", "1.2.3", "1.2", "A-1");
    put(ObjectKeys.images(ObjectKeys.explanationsPrefix(STUDY) + "slot-1/x/Nodule.png"));
    put(ObjectKeys.order(SITE, accession("A-1"), "order.json"), "{\"patientId\":\"P1\"}");
    put(patient("P1", "patient.json"));
    put(patient("P1", "orders/" + accession("A-1")));
    Set<String> before = new TreeSet<>(store.objects.keySet());
    image(OTHER, "two");
    dicom(OTHER, "two", "1.2.4", "1.9", "A-2");
    put(ObjectKeys.images(ObjectKeys.explanationsPrefix(OTHER) + "slot-1/x/Nodule.png"));
    Set<String> others = new TreeSet<>(store.objects.keySet());
    others.removeAll(before);

    erase();

    assertEquals(others, store.objects.keySet());
    assertEquals(
        "originals 1, normalised 1, explanations 1, identities 1, instances 1, catalogue 1,"
            + " orders 2, patients 2 (because of patient-request, for patient, asked"
            + " 2026-11-21T12:00:00Z)",
        detail());
    assertEquals(AuditOutcome.SUCCESS, evidence.getFirst().outcome());
    assertFalse(evidence.toString().contains(NAME));
    assertEquals(1, producer.history().size());
    assertEquals(null, producer.history().getFirst().value());
  }

  @Test
  void whatAnotherStudyUsesStaysWithItsInstance() {
    image(STUDY, "shared");
    image(STUDY, "own");
    dicom(STUDY, "shared", "1.2.3", "1.2", "");
    image(OTHER, "shared");
    erase();
    assertTrue(store.size(raw("shared")).isPresent());
    assertTrue(store.size(normalised("shared")).isPresent());
    assertTrue(store.size(ObjectKeys.instance(SITE, Sha256.of("1.2.3"))).isPresent());
    assertTrue(store.size(raw("own")).isEmpty());
    assertTrue(store.size(ObjectKeys.identity(SITE, STUDY, id("shared"))).isEmpty());
    assertTrue(detail().contains("kept-for-others 2"), detail());
  }

  @Test
  void anImageOfAnErasedStudyIsNotNeededByItAnyMore() {
    image(STUDY, "shared");
    image(OTHER, "shared");
    topic.add(
        new ConsumerRecord<>(
            "uses", 0, topic.size(), Topics.imageUse(OTHER.value(), id("shared").value()), null));
    erase();
    assertEquals(Set.of(), store.objects.keySet());
  }

  @Test
  void theFramesOfOneObjectGoWithItsOriginal() {
    image(STUDY, "frame-1");
    image(STUDY, "frame-2");
    put(raw("whole"));
    for (String frame : List.of("frame-1", "frame-2")) {
      identity(STUDY, frame, "1.2.3", "1.2", "");
    }
    entries(STUDY, "whole", "1.2.3", "1.2");
    erase();
    assertEquals(Set.of(), store.objects.keySet());
  }

  @Test
  void anOrderWithImagesOfAnotherStudyStays() {
    image(STUDY, "one");
    dicom(STUDY, "one", "1.2.3", "1.2", "A-1");
    dicom(OTHER, "two", "1.2.4", "1.2", "A-1");
    ObjectKey order = ObjectKeys.order(SITE, accession("A-1"), "order.json");
    put(order, "{\"patientId\":\"P1\"}");
    put(patient("P1", "patient.json"));
    put(patient("P1", "orders/" + accession("A-1")));
    erase();
    assertTrue(store.size(order).isPresent());
    assertTrue(store.size(patient("P1", "patient.json")).isPresent());
    assertTrue(detail().contains("orders 1,") || detail().contains("orders 1 "), detail());
  }

  @Test
  void aStudyOnLegalHoldStaysAndTheEvidenceSaysSo() {
    image(STUDY, "one");
    put(ObjectKeys.legalHold(STUDY));
    Set<String> before = Set.copyOf(store.objects.keySet());
    erase();
    assertEquals(before, store.objects.keySet());
    assertEquals(AuditOutcome.MINOR_FAILURE, evidence.getFirst().outcome());
    assertTrue(detail().startsWith("on legal hold"), detail());
  }

  @Test
  void anErasureThatWasDoneIsDoneAgainWithoutHarm() {
    image(STUDY, "one");
    erase();
    erase();
    assertEquals(2, evidence.size());
    assertEquals(Set.of(), store.objects.keySet());
  }

  @Test
  void ofAStudyThatIsNotKnownTheEvidenceSaysThatNothingWasFound() {
    erase();
    assertTrue(detail().startsWith("no image of it is known here; nothing was there"), detail());
    assertEquals(AuditOutcome.MINOR_FAILURE, evidence.getFirst().outcome());
  }

  @Test
  void whatWasKeptLongEnoughIsAskedToBeErasedUnlessANewImageCameOrItIsHeld() {
    StudyId held = StudyId.ofSenderKey(SITE, "held");
    StudyId young = StudyId.ofSenderKey(SITE, "young");
    image(STUDY, "one", RECEIVED);
    image(OTHER, "two", RECEIVED);
    image(OTHER, "later", RECEIVED.plus(Duration.ofDays(9)));
    image(young, "three", RECEIVED.plus(Duration.ofDays(9)));
    image(held, "four", RECEIVED);
    put(ObjectKeys.legalHold(held));
    ImageUses uses = new ImageUses(topic::forEach, new EventPublisher(producer));
    Clock clock = Clock.fixed(RECEIVED.plus(Duration.ofDays(11)), ZoneOffset.UTC);
    new RetentionRound(
            uses, store, new EventPublisher(producer), evidence::add, Duration.ofDays(10), clock)
        .run();
    assertEquals(
        List.of(STUDY.value()), producer.history().stream().map(ProducerRecord::key).toList());
    assertEquals(STUDY.value(), evidence.getFirst().things().getFirst().getName());
  }

  private void erase() {
    eraser.erase(
        StudyErased.newBuilder()
            .setStudyId(STUDY.value())
            .setScope(ErasureScope.ERASE)
            .setReason("patient-request")
            .setBy("patient")
            .setAt(Instant.parse("2026-11-21T12:00:00Z"))
            .build());
  }

  private String detail() {
    return evidence.getFirst().detail().orElseThrow();
  }

  /** An image that was taken: original, picture, and who uses it. */
  private void image(StudyId study, String name) {
    image(study, name, RECEIVED);
  }

  private void image(StudyId study, String name, Instant receivedAt) {
    put(raw(name));
    put(normalised(name));
    ImageUsed use =
        ImageUsed.newBuilder()
            .setStudyId(study.value())
            .setImageId(id(name).value())
            .setSite(SITE.value())
            .setRawKey(raw(name).key())
            .setObjectKey(normalised(name).key())
            .setReceivedAt(receivedAt)
            .build();
    topic.add(
        new ConsumerRecord<>(
            "uses",
            0,
            topic.size(),
            Topics.imageUse(study.value(), id(name).value()),
            EventCodec.of(ImageUsed.class).encode(use)));
  }

  private void dicom(StudyId study, String name, String uid, String studyUid, String accession) {
    identity(study, name, uid, studyUid, accession);
    entries(study, name, uid, studyUid);
    if (!accession.isEmpty()) {
      put(ObjectKeys.order(SITE, accession(accession), "images/%s-%s".formatted(study, id(name))));
    }
  }

  private void identity(StudyId study, String name, String uid, String studyUid, String accession) {
    put(
        ObjectKeys.identity(SITE, study, id(name)),
        """
        {"PatientName":"%s","SOPInstanceUID":"%s","StudyInstanceUID":"%s","AccessionNumber":"%s"}
        """
            .formatted(NAME, uid, studyUid, accession));
  }

  private void entries(StudyId study, String name, String uid, String studyUid) {
    put(
        ObjectKeys.instance(SITE, Sha256.of(uid)),
        """
        {"sopClassUid":"1.1","sopInstanceUid":"%s","imageId":"%s","studyId":"%s"}
        """
            .formatted(uid, id(name), study));
    put(
        new ObjectKey(
            Bucket.IDENTITY,
            "%s/catalogue/%s/%s.json".formatted(SITE, Sha256.of(studyUid), Sha256.of(uid))),
        """
        {"imageId":"%s","words":{"PatientName":"%s"}}
        """
            .formatted(id(name), NAME));
  }

  private static ImageId id(String name) {
    return ImageId.of(Sha256.of(name));
  }

  private static ObjectKey raw(String name) {
    return ObjectKeys.raw(SITE, id(name));
  }

  private static ObjectKey normalised(String name) {
    return ObjectKeys.normalised("n3-grey16", id(name));
  }

  private static Sha256 accession(String number) {
    return Sha256.of("accession\n" + number);
  }

  private static ObjectKey patient(String patientId, String name) {
    return ObjectKeys.patient(SITE, Sha256.of("patient\n" + patientId), name);
  }

  private void put(ObjectKey key) {
    put(key, "{}");
  }

  private void put(ObjectKey key, String text) {
    store.put(key, text.getBytes(StandardCharsets.UTF_8), "application/octet-stream");
  }
}
