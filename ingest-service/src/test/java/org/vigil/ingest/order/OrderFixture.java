package org.vigil.ingest.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.platform.event.EventPublisher;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.RoleSource;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;

/** An order desk on a store and a broker of the test's own, at a moment of its own. */
public final class OrderFixture {
  public static final SiteId SITE = new SiteId("st-olav");
  public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  public final MemoryStore store = new MemoryStore();
  public final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  public final OrderDesk desk;
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

  public OrderFixture() {
    desk =
        new OrderDesk(
            new OrderBook(store), new EventPublisher(producer), clock, Duration.ofDays(30));
  }

  /** Events that the desk has published. */
  public List<ImageNormalised> published() {
    EventCodec<ImageNormalised> codec = EventCodec.of(ImageNormalised.class);
    return producer.history().stream().map(record -> codec.decode(record.value())).toList();
  }

  /** The event of a radiograph, as its upload would announce it. */
  public static ImageNormalised image(String name, Instant receivedAt, Map<String, String> words) {
    String digest = Sha256.of(name).hex();
    return ImageNormalised.newBuilder()
        .setStudyId(StudyId.ofSenderKey(SITE, name).value())
        .setSite(SITE.value())
        .setKind(StudyKind.CHEST_XRAY)
        .setPriority(Priority.ROUTINE)
        .setImage(
            NormalisedImage.newBuilder()
                .setImageId(digest)
                .setRole(ImageRole.FRONTAL)
                .setRoleSource(RoleSource.DICOM)
                .setRawKey("raw/st-olav/" + digest)
                .setObjectKey("normalised/n3-grey16/" + digest + ".png")
                .setSha256(digest)
                .setWidth(100)
                .setHeight(100)
                .setBitsPerSample(16)
                .setChannels(1)
                .setNormalisation("n3-grey16")
                .build())
        .setMetadata(words)
        .setCompleteWith(List.of(digest))
        .setReceivedAt(receivedAt)
        .build();
  }
}
