package org.vigil.inference;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.RoleSource;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topic;
import org.vigil.schemas.topic.Topics;

/** The service on a real broker and store, with the committed demonstration bundle. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
class ScoringIT {
  private static final SiteId SITE = new SiteId("st-olav");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path BUNDLES = Path.of(System.getProperty("vigil.root"), "bundles");

  private final KafkaSettings kafka = EmbeddedStack.kafka();
  private final ObjectStore store = EmbeddedStack.store();

  @BeforeEach
  void promoteTheDemonstrationBundle() throws IOException {
    Path folder = newest(BUNDLES.resolve("chest-xray"));
    Bundle bundle = Bundle.read(BundleFiles.in(folder));
    BundleRef ref = bundle.ref();
    for (String file : List.of(BundleFiles.MANIFEST, BundleFiles.WEIGHTS, BundleFiles.CARD)) {
      store.put(
          ObjectKeys.bundleFile(ref.getSlot(), ref.getVersion(), file),
          folder.resolve(file),
          "application/octet-stream");
    }
    BundlePromoted promoted =
        BundlePromoted.newBuilder()
            .setSlot(ref.getSlot())
            .setActive(ref)
            .setBy("test")
            .setPromotedAt(Instant.now())
            .build();
    publish(Topics.MODELS_ACTIVE, ref.getSlot(), promoted);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                RestAssured.get("/api/slots")
                    .then()
                    .statusCode(200)
                    .body("slots.active.digest", hasItem(ref.getDigest())));
  }

  @Test
  void aStudyWithTwoImagesIsScoredOnce() throws IOException {
    StudyReady study =
        study(List.of(storedImage(1, ImageRole.FRONTAL), storedImage(2, ImageRole.FRONTAL)));
    publish(Topics.STUDIES_READY_ROUTINE, study.getStudyId(), study);

    List<StudyScored> results = scored(study.getStudyId());
    assertEquals(1, results.size());
    Scored scored = assertInstanceOf(Scored.class, results.get(0).getOutcome());
    assertEquals(2, scored.getInputsUsed().size());
    assertEquals("Pneumonia", scored.getFindings().get(0).getFinding());
    double score = scored.getFindings().get(0).getScore();
    assertTrue(score >= 0 && score <= 1);
    for (NormalisedImage image : study.getImages()) {
      assertEquals(ImageState.SCORED, ledgerState(image.getImageId()));
    }
  }

  @Test
  void aLateralViewIsNotScoredAndSaysWhy() throws IOException {
    StudyReady study = study(List.of(storedImage(3, ImageRole.LATERAL)));
    publish(Topics.STUDIES_READY_ROUTINE, study.getStudyId(), study);

    Abstained abstained =
        assertInstanceOf(Abstained.class, scored(study.getStudyId()).get(0).getOutcome());
    assertEquals("no-slot", abstained.getReason());
    assertEquals(ImageState.ABSTAINED, ledgerState(study.getImages().get(0).getImageId()));
  }

  @Test
  void aPictureThatIsGoneLeavesItsStudyUnassessed() {
    NormalisedImage gone = image("gone", ImageRole.FRONTAL);
    StudyReady study = study(List.of(gone));
    publish(Topics.STUDIES_READY_STAT, study.getStudyId(), study);

    Abstained abstained =
        assertInstanceOf(Abstained.class, scored(study.getStudyId()).get(0).getOutcome());
    assertEquals("image-unreadable", abstained.getReason());
  }

  @Test
  void aStoredPictureThatIsNotTheOneReceivedIsNeverScored() throws IOException {
    NormalisedImage image = storedImage(6, ImageRole.FRONTAL);
    store.put(ObjectKeys.images(image.getObjectKey()), png(7), "image/png");
    StudyReady study = study(List.of(image));
    publish(Topics.STUDIES_READY_STAT, study.getStudyId(), study);

    Abstained abstained =
        assertInstanceOf(Abstained.class, scored(study.getStudyId()).get(0).getOutcome());
    assertEquals("image-altered", abstained.getReason());
    assertEquals(ImageState.ABSTAINED, ledgerState(image.getImageId()));
  }

  @Test
  void aSlotThatDoesNotTakeTheStudyIsSaidToBeUnsuitable() throws IOException {
    StudyReady study =
        StudyReady.newBuilder(study(List.of(storedImage(8, ImageRole.FRONTAL))))
            .setRequestedSlot("skin-image")
            .build();
    publish(Topics.STUDIES_READY_ROUTINE, study.getStudyId(), study);

    Abstained abstained =
        assertInstanceOf(Abstained.class, scored(study.getStudyId()).get(0).getOutcome());
    assertEquals("slot-unsuitable", abstained.getReason());
  }

  @Test
  void aBrokenPromotionLeavesTheSlotAsItWasAndSaysWhy() throws IOException {
    BundleRef missing =
        BundleRef.newBuilder()
            .setSlot("chest-xray")
            .setVersion("0.0.0-missing")
            .setDigest("0".repeat(64))
            .build();
    BundlePromoted promoted =
        BundlePromoted.newBuilder()
            .setSlot("chest-xray")
            .setActive(missing)
            .setBy("test")
            .setPromotedAt(Instant.now())
            .build();
    publish(Topics.MODELS_ACTIVE, "chest-xray", promoted);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                RestAssured.get("/api/slots")
                    .then()
                    .statusCode(200)
                    .body("troubles", hasKey("chest-xray")));

    StudyReady study = study(List.of(storedImage(9, ImageRole.FRONTAL)));
    publish(Topics.STUDIES_READY_STAT, study.getStudyId(), study);
    assertInstanceOf(Scored.class, scored(study.getStudyId()).get(0).getOutcome());
  }

  @Test
  void anUploadThatIsNoPictureGetsNoScoreAndAReason() {
    RestAssured.given()
        .multiPart("image", "a.png", "no picture".getBytes(StandardCharsets.UTF_8), "image/png")
        .multiPart("study", "{\"kind\":\"chest-xray\"}", "application/json")
        .post("/api/score")
        .then()
        .statusCode(200)
        .body("scores.size()", equalTo(0))
        .body("abstention.reason", equalTo("image-unreadable"));
  }

  @Test
  void aPoisonRecordGoesToTheDeadLettersAndHoldsNobodyUp() throws Exception {
    byte[] poison = "not an event".getBytes(StandardCharsets.UTF_8);
    try (var producer =
        new KafkaProducer<>(
            kafka.clientProperties(), new StringSerializer(), new ByteArraySerializer())) {
      for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
        producer
            .send(
                new ProducerRecord<>(
                    Topics.STUDIES_READY_ROUTINE.name(), partition, "poison", poison))
            .get();
      }
    }
    StudyReady study = study(List.of(storedImage(4, ImageRole.FRONTAL)));
    publish(Topics.STUDIES_READY_ROUTINE, study.getStudyId(), study);

    assertInstanceOf(Scored.class, scored(study.getStudyId()).get(0).getOutcome());
    await()
        .atMost(LIMIT)
        .until(
            () ->
                EmbeddedStack.committed(Topics.STUDIES_READY_ROUTINE.deadLetterName()).size()
                    >= Topics.PARTITIONS);
  }

  @Test
  void oneUploadIsScoredAtOnce() throws IOException {
    RestAssured.given()
        .multiPart("image", "a.png", png(5), "image/png")
        .multiPart("study", "{\"kind\":\"chest-xray\"}", "application/json")
        .post("/api/score")
        .then()
        .statusCode(200)
        .body("scores[0].finding", equalTo("Pneumonia"))
        .body("bundle.slot", equalTo("chest-xray"));
  }

  private <T extends org.apache.avro.specific.SpecificRecord> void publish(
      Topic<T> topic, String key, T event) {
    try (EventPublisher publisher = EventPublisher.connect(kafka, Duration.ofSeconds(20))) {
      publisher
          .publish(
              topic,
              key,
              event,
              Envelope.of(UUID.randomUUID().toString(), "/vigil/test", Instant.now()))
          .join();
    }
  }

  private List<StudyScored> scored(String studyId) {
    EventCodec<StudyScored> codec = EventCodec.of(StudyScored.class);
    List<StudyScored> found = new ArrayList<>();
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              found.clear();
              EmbeddedStack.committed(Topics.STUDIES_SCORED.name()).stream()
                  .map(codec::decode)
                  .filter(event -> event.getStudyId().equals(studyId))
                  .forEach(found::add);
              return !found.isEmpty();
            });
    return found;
  }

  private ImageState ledgerState(String imageId) {
    EventCodec<ImageOutcome> codec = EventCodec.of(ImageOutcome.class);
    return EmbeddedStack.committed(Topics.STUDIES_LEDGER.name()).stream()
        .map(codec::decode)
        .filter(event -> event.getImageId().equals(imageId))
        .map(ImageOutcome::getState)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static StudyReady study(List<NormalisedImage> images) {
    Instant now = Instant.now();
    return StudyReady.newBuilder()
        .setStudyId(StudyId.ofSenderKey(SITE, UUID.randomUUID().toString()).value())
        .setRevision(1)
        .setSite(SITE.value())
        .setKind(StudyKind.CHEST_XRAY)
        .setPriority(Priority.ROUTINE)
        .setComplete(true)
        .setImages(images)
        .setReceivedAt(now)
        .setReadyAt(now)
        .build();
  }

  private NormalisedImage storedImage(int seed, ImageRole role) throws IOException {
    NormalisedImage image = image("image " + seed, role);
    byte[] png = png(seed);
    store.put(ObjectKeys.images(image.getObjectKey()), png, "image/png");
    return NormalisedImage.newBuilder(image).setSha256(Sha256.of(png).hex()).build();
  }

  private static NormalisedImage image(String name, ImageRole role) {
    ImageId id = ImageId.of(Sha256.of(name));
    return NormalisedImage.newBuilder()
        .setImageId(id.value())
        .setRole(role)
        .setRoleSource(RoleSource.DECLARED)
        .setRawKey(ObjectKeys.raw(SITE, id).key())
        .setObjectKey(ObjectKeys.normalised("n1", id).key())
        .setSha256(id.value())
        .setWidth(64)
        .setHeight(64)
        .setBitsPerSample(16)
        .setChannels(1)
        .setNormalisation("n1")
        .build();
  }

  /** A 16-bit grey gradient that depends on a seed. */
  private static byte[] png(int seed) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_USHORT_GRAY);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        image.getRaster().setSample(x, y, 0, (x * 700 + y * 300 + seed * 1000) & 0xFFFF);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static Path newest(Path slot) throws IOException {
    try (Stream<Path> versions = Files.list(slot)) {
      return versions.sorted().reduce((first, second) -> second).orElseThrow();
    }
  }
}
