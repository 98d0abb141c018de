package org.vigil.ingest.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.ingest.burnedin.BurnedInPolicy;
import org.vigil.ingest.burnedin.WrittenPicture;
import org.vigil.ingest.decode.Decoders;
import org.vigil.ingest.decode.PictureLimits;
import org.vigil.ingest.decode.PixelBudget;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.origin.StudyOrigins;
import org.vigil.ingest.quality.QualityCheck;
import org.vigil.ingest.quota.SiteQuotas;
import org.vigil.ingest.refusal.RefusalDesk;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyOrigin;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;

class UploadDeskTest {
  private static final SiteId TRUSTED = new SiteId("drawn");
  private static final Path DICOM =
      Path.of(System.getProperty("vigil.root")).resolve("../shared/data/dicom").normalize();

  private final MemoryStore store = new MemoryStore();
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final Decoders decoders =
      new Decoders(
          new PictureLimits(50_000_000, 16, 1 << 20),
          PixelBudget.ofHeap(1 << 30),
          1,
          Duration.ofSeconds(20));
  private final List<AuditEntry> audited = new ArrayList<>();
  private UploadDesk desk;

  @TempDir Path folder;

  @BeforeEach
  void open() {
    EventPublisher publisher = new EventPublisher(producer);
    Clock clock = Clock.systemUTC();
    UploadMetrics metrics = new UploadMetrics(new SimpleMeterRegistry());
    desk =
        new UploadDesk(
            new PartNormaliser(
                decoders,
                new RefusalDesk(store, publisher, clock),
                new QualityCheck(true, Set.of(), Map.of()),
                new BurnedInPolicy(true, Set.of(TRUSTED)),
                metrics,
                1 << 26),
            new PartStore(store),
            new Announcer(publisher, new StudyOrigins(store), OrderLinks.NONE),
            metrics,
            new SiteQuotas(Optional.empty(), Map.of(), clock),
            audited::add,
            clock);
  }

  @AfterEach
  void close() {
    decoders.close();
  }

  @Test
  void theSameBytesAsTwoKindsAreTwoNormalisedObjects() throws Exception {
    Path file = png();
    desk.accept(upload(Optional.of(StudyKind.CHEST_XRAY), file));
    desk.accept(upload(Optional.of(StudyKind.SKIN), file));
    List<ImageNormalised> events = announced();
    assertEquals(
        List.of(Picture.VERSION + "-grey16", Picture.VERSION + "-rgb8"),
        events.stream().map(event -> event.getImage().getNormalisation()).toList());
    assertEquals(2, events.stream().map(ImageNormalised::getStudyId).distinct().count());
    for (ImageNormalised event : events) {
      byte[] stored = store.get(ObjectKeys.images(event.getImage().getObjectKey()));
      assertEquals(event.getImage().getSha256(), Sha256.of(stored).hex());
    }
    assertEquals(1, store.list(Bucket.IMAGES, "raw/").size());
    assertEquals(
        events.stream().map(ImageNormalised::getStudyId).toList(),
        audited.stream().map(entry -> entry.things().getFirst().getName()).toList());
  }

  @Test
  void aRadiographThatMayNameSomebodyServesNobodyElse() throws Exception {
    Path file = folder.resolve("written.png");
    ImageIO.write(WrittenPicture.of("DOE JANE"), "png", file.toFile());
    desk.accept(upload(Optional.of(StudyKind.CHEST_XRAY), file));
    desk.accept(upload(Optional.of(StudyKind.CHEST_XRAY), png()));
    desk.accept(upload(TRUSTED, Optional.of(StudyKind.CHEST_XRAY), file));
    List<StudyOrigin> origins = announced().stream().map(ImageNormalised::getOrigin).toList();
    assertEquals(false, origins.get(0).getReuse());
    assertNull(origins.get(1));
    assertNull(origins.get(2));
  }

  @Test
  void filesOfTwoDicomStudiesAreRefusedTogetherAndNothingIsKept() throws Exception {
    Path one = DICOM.resolve("CT_small.dcm");
    Path other = DICOM.resolve("MR_small.dcm");
    assumeTrue(Stream.of(one, other).allMatch(Files::exists), "no real DICOM files in " + DICOM);
    ProblemException refusal =
        assertThrows(
            ProblemException.class,
            () -> desk.accept(upload(Optional.of(StudyKind.CHEST_XRAY), one, other)));
    assertEquals(422, refusal.problem().status());
    assertEquals(List.of(), producer.history());
    assertEquals(List.of(), store.list(Bucket.IMAGES, ""));
  }

  private List<ImageNormalised> announced() {
    return producer.history().stream()
        .filter(record -> record.topic().equals(Topics.IMAGES_NORMALISED.name()))
        .map(record -> EventCodec.of(ImageNormalised.class).decode(record.value()))
        .toList();
  }

  private static Upload upload(Optional<StudyKind> kind, Path... files) {
    return upload(new SiteId("st-olav"), kind, files);
  }

  private static Upload upload(SiteId site, Optional<StudyKind> kind, Path... files) {
    return new Upload(
        site,
        kind,
        Priority.ROUTINE,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Stream.of(files).map(f -> new Upload.Part("image", Optional.empty(), f)).toList());
  }

  private Path png() throws IOException {
    Path file = folder.resolve("a.png");
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(3, 4, 0, 200);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
