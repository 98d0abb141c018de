package org.vigil.ingest.erasure;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.vigil.platform.event.EventPublisher;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ImageUsed;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.topic.Topics;

/**
 * Which objects each study uses, from the topic {@code vigil.images.uses}. Reads all of that topic
 * for each answer: an erasure is rare, and an index in memory would grow for ever. Thread-safe.
 */
public final class ImageUses {
  private final EventCodec<ImageUsed> codec = EventCodec.of(ImageUsed.class);
  private final Reader reader;
  private final EventPublisher publisher;

  /** Reads the topic from its beginning to its present end, each partition in order. */
  @FunctionalInterface
  public interface Reader {
    void read(Consumer<ConsumerRecord<String, byte[]>> each);
  }

  public ImageUses(Reader reader, EventPublisher publisher) {
    this.reader = reader;
    this.publisher = publisher;
  }

  /** A study's images. */
  List<ImageUsed> of(StudyId study) {
    return latest(key -> key.startsWith(study + "/"));
  }

  /** The object keys that other studies need of those that a study uses. */
  Set<String> neededByOthers(StudyId study, List<ImageUsed> images) {
    Set<String> ids = images.stream().map(ImageUsed::getImageId).collect(Collectors.toSet());
    Set<String> needed = new HashSet<>();
    for (ImageUsed use :
        latest(
            key ->
                !key.startsWith(study + "/")
                    && ids.contains(key.substring(key.indexOf('/') + 1)))) {
      needed.add(use.getRawKey());
      needed.add(use.getObjectKey());
    }
    return needed;
  }

  /** The studies whose newest image came before then. */
  Set<String> lastReceivedBefore(Instant then) {
    Set<String> due = new HashSet<>();
    for (ImageUsed use : latest(key -> true, use -> use.getReceivedAt().isBefore(then))) {
      due.add(use.getStudyId());
    }
    for (ImageUsed use :
        latest(
            key -> due.contains(key.substring(0, key.indexOf('/'))),
            use -> !use.getReceivedAt().isBefore(then))) {
      due.remove(use.getStudyId());
    }
    return due;
  }

  private List<ImageUsed> latest(Predicate<String> wanted) {
    return latest(wanted, use -> true);
  }

  /** The newest of each key; a tombstone takes it away. */
  private List<ImageUsed> latest(Predicate<String> wanted, Predicate<ImageUsed> kept) {
    Map<String, ImageUsed> latest = new HashMap<>();
    reader.read(
        record -> {
          if (record.key() == null || !wanted.test(record.key())) {
            return;
          }
          latest.remove(record.key());
          if (record.value() != null) {
            ImageUsed use = codec.decode(record.value());
            if (kept.test(use)) {
              latest.put(record.key(), use);
            }
          }
        });
    return List.copyOf(latest.values());
  }

  /** Forgets that a study used these images. */
  void forget(StudyId study, List<ImageUsed> images) {
    for (ImageUsed image : images) {
      publisher
          .publish(
              new ProducerRecord<>(
                  Topics.IMAGES_USES.name(),
                  Topics.imageUse(study.value(), image.getImageId()),
                  null))
          .join();
    }
  }
}
