package org.vigil.retrieval.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.retrieval.index.TestEvents;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.topic.Topic;
import org.vigil.schemas.topic.Topics;

/** Writes the events that retrieval reads of studies. */
final class TestStudies implements AutoCloseable {
  private final EventPublisher publisher;

  private TestStudies(EventPublisher publisher) {
    this.publisher = publisher;
  }

  static TestStudies connect(KafkaSettings kafka) {
    return new TestStudies(EventPublisher.connect(kafka, Duration.ofSeconds(10)));
  }

  /** A study of a patient who agreed, with this embedding. */
  void scored(String study, String site, List<Float> embedding) {
    publish(
        Topics.STUDIES_SCORED,
        study,
        TestEvents.of(TestEvents.scored(study, site, embedding), "p-" + study, true));
  }

  /** A reader confirms pneumonia. */
  void confirmed(String study) {
    publish(Topics.STUDIES_VERDICTS, study, TestEvents.verdict(study, "ann", "Pneumonia", 1));
  }

  void erased(String study) {
    publish(Topics.STUDIES_ERASED, study, TestEvents.erased(study, ErasureScope.ERASE));
  }

  private <T extends SpecificRecord> void publish(Topic<T> topic, String study, T event) {
    Envelope envelope = Envelope.about(study, study, "/vigil/test", Instant.EPOCH);
    publisher.publish(topic, study, event, envelope).join();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
