package org.vigil.inference.bench;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;

/**
 * Without a broker and a store: Kafka's own test clients, and pictures in memory. Events are
 * encoded and decoded as ever; results are thrown away when they are committed. For one session.
 */
final class OfflineWire implements Wire {
  private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();
  private final BlockingQueue<ConsumerRecord<byte[], byte[]>> sent = new LinkedBlockingQueue<>();
  private long next;
  private final EventCodec<StudyReady> codec = EventCodec.of(StudyReady.class);

  @Override
  public void put(String objectKey, byte[] png) {
    pictures.put(objectKey, png);
  }

  @Override
  public byte[] fetch(NormalisedImage image) {
    byte[] picture = pictures.get(image.getObjectKey());
    if (picture == null) {
      throw new ObjectMissingException(ObjectKeys.images(image.getObjectKey()));
    }
    return picture;
  }

  /** One after the other: a consumer never sees an offset before a smaller one. */
  @Override
  public synchronized void send(StudyReady study) {
    String topic = Topics.studiesReady(study.getPriority()).name();
    sent.add(new ConsumerRecord<>(topic, 0, next++, null, codec.encode(study)));
  }

  @Override
  public Consumer<byte[], byte[]> consumer(int maxPrepared) {
    return new OfflineConsumer(sent);
  }

  @Override
  public Producer<byte[], byte[]> producer() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
      @Override
      public void commitTransaction() throws ProducerFencedException {
        super.commitTransaction();
        clear(); // It would keep every record for a test to look at.
      }
    };
  }

  @Override
  public void close() {
    sent.clear();
  }
}
