package org.vigil.inference.bench;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.vigil.inference.study.PictureSource;
import org.vigil.schemas.event.StudyReady;

/** What lies between a sender of studies and the flow that scores them. */
interface Wire extends PictureSource, AutoCloseable {

  /** Makes a picture fetchable under an image's key. */
  void put(String objectKey, byte[] png);

  /** Sends a study to the topic of its priority. Thread-safe. */
  void send(StudyReady study);

  /** A client for one session, which closes it. */
  Consumer<byte[], byte[]> consumer(int maxPrepared);

  /** A client for one session, which closes it. */
  Producer<byte[], byte[]> producer();

  @Override
  void close();
}
