package org.vigil.inference.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.ExplanationWanted;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.topic.Topic;
import org.vigil.schemas.topic.Topics;

/** Writes what the inference service reads, and reads what it has committed. */
public final class TestTopics implements AutoCloseable {
  private final EventPublisher publisher =
      EventPublisher.connect(EmbeddedStack.kafka(), Duration.ofSeconds(20));

  private final Admin admin = Admin.create(EmbeddedStack.kafka().clientProperties());

  /** Sends studies to the topics of their priorities; returns when the broker has them. */
  public void ready(List<StudyReady> studies) {
    CompletableFuture.allOf(
            studies.stream()
                .map(s -> send(Topics.studiesReady(s.getPriority()), s.getStudyId(), s))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  public void ready(StudyReady study) {
    ready(List.of(study));
  }

  /** Makes a bundle its slot's only model. */
  public void promote(BundleRef active) {
    promote(active, null);
  }

  /**
   * Likewise, with a shadow beside it.
   *
   * @param shadow null for none
   */
  public void promote(BundleRef active, BundleRef shadow) {
    BundlePromoted promoted =
        BundlePromoted.newBuilder()
            .setSlot(active.getSlot())
            .setActive(active)
            .setShadow(shadow)
            .setBy("test")
            .setPromotedAt(Instant.now())
            .build();
    send(Topics.MODELS_ACTIVE, active.getSlot(), promoted).join();
  }

  /** Asks for heat maps, as a reader's page does. */
  public void want(ExplanationWanted wish) {
    send(Topics.EXPLANATIONS_WANTED, wish.getStudyId(), wish).join();
  }

  private <T extends SpecificRecord> CompletableFuture<Void> send(
      Topic<T> topic, String key, T event) {
    return publisher.publish(
        topic, key, event, Envelope.of(UUID.randomUUID().toString(), "/vigil/test", Instant.now()));
  }

  /** Every committed result. */
  public static List<StudyScored> scored() {
    return results(Topics.STUDIES_SCORED);
  }

  /** Everything that bundles which came later said of studies that had been scored. */
  public static List<StudyScored> embedded() {
    return results(Topics.STUDIES_EMBEDDED);
  }

  private static List<StudyScored> results(Topic<StudyScored> topic) {
    EventCodec<StudyScored> codec = EventCodec.of(StudyScored.class);
    return EmbeddedStack.committed(topic.name()).stream().map(codec::decode).toList();
  }

  /** How many results were ever written, those of broken transactions and their marks included. */
  public long written() {
    try {
      Map<TopicPartition, OffsetSpec> ends =
          IntStream.range(0, Topics.PARTITIONS)
              .mapToObj(p -> new TopicPartition(Topics.STUDIES_SCORED.name(), p))
              .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
      return admin.listOffsets(ends).all().get(20, TimeUnit.SECONDS).values().stream()
          .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
          .sum();
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The committed results of one study. */
  public static List<StudyScored> scored(String studyId) {
    return scored().stream().filter(event -> event.getStudyId().equals(studyId)).toList();
  }

  /** The newest committed state of an image. */
  public static ImageState ledgerState(String imageId) {
    EventCodec<ImageOutcome> codec = EventCodec.of(ImageOutcome.class);
    return EmbeddedStack.committed(Topics.STUDIES_LEDGER.name()).stream()
        .map(codec::decode)
        .filter(event -> event.getImageId().equals(imageId))
        .map(ImageOutcome::getState)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Override
  public void close() {
    publisher.close();
    admin.close();
  }
}
