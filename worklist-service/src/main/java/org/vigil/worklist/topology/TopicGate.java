package org.vigil.worklist.topology;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.retry.ExponentialBackoff;

/** Opens when the broker is there with the source topics, and our own topics have been created. */
public final class TopicGate {
  private static final Logger LOG = Logger.getLogger(TopicGate.class);

  private final KafkaSettings kafka;
  private final ExponentialBackoff backoff =
      new ExponentialBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  public TopicGate(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Waits for as long as it takes. */
  public void await() throws InterruptedException {
    Random random = new Random();
    for (int tries = 1; !tryOnce(); tries++) {
      Thread.sleep(backoff.delay(tries, random));
    }
  }

  private boolean tryOnce() throws InterruptedException {
    try (Admin admin = Admin.create(kafka.clientProperties())) {
      List<String> missing = InternalTopics.missingSources(admin);
      if (!missing.isEmpty()) {
        LOG.warnf("waiting for topics %s", missing);
        return false;
      }
      InternalTopics.createMissing(admin);
      return true;
    } catch (BrokerUnavailableException | KafkaException e) {
      LOG.warnf("waiting for the broker: %s", e);
      return false;
    }
  }
}
