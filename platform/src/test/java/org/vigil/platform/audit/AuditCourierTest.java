package org.vigil.platform.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.platform.access.Caller;
import org.vigil.platform.access.Callers;
import org.vigil.platform.event.EventPublisher;
import org.vigil.schemas.event.AuditRecorded;

@Timeout(60)
class AuditCourierTest {
  private static final Callers NOBODY_SIGNED_ON =
      new Callers() {
        @Override
        public Caller current() {
          return Caller.LOCAL;
        }

        @Override
        public boolean signOn() {
          return false;
        }

        @Override
        public Optional<String> bearer() {
          return Optional.empty();
        }

        @Override
        public Optional<Instant> until() {
          return Optional.empty();
        }
      };

  @TempDir Path folder;
  private final List<FailingBroker> connections = new CopyOnWriteArrayList<>();

  /** Acknowledges so many records and then no more. */
  private static final class FailingBroker extends MockProducer<String, byte[]> {
    private final int acknowledged;

    private FailingBroker(int acknowledged) {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
      this.acknowledged = acknowledged;
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> record, Callback callback) {
      if (history().size() < acknowledged) {
        return super.send(record, callback);
      }
      callback.onCompletion(null, new TimeoutException("no answer"));
      return CompletableFuture.failedFuture(new TimeoutException("no answer"));
    }
  }

  @Test
  void whatIsRecordedComesToTheTopicAsOneChain() throws Exception {
    AuditJournal journal = new AuditJournal(folder, 1 << 20);
    AuditCourier courier = new AuditCourier(journal, "vigil-test", () -> connect(20));
    AuditDesk desk = desk(journal);
    courier.start();
    for (int i = 0; i < 20; i++) {
      desk.record(AuditEntry.of(Act.STUDY_OPENED).study("s" + i).signedBy("dr-a"));
    }
    courier.close();
    List<AuditRecorded> written = written();
    assertEquals(20, written.size());
    assertEquals("s7", written.get(7).getThings().getFirst().getName());
    assertEquals("dr-a", written.get(7).getAgent().getName());
    assertEquals(List.of(), check());
    assertEquals(0, journal.held());
  }

  @Test
  void afterAFailureAnotherChainGoesOnAndNothingIsLost() throws Exception {
    AuditJournal journal = new AuditJournal(folder, 1 << 20);
    AtomicInteger connection = new AtomicInteger();
    CountDownLatch again = new CountDownLatch(2);
    AuditCourier courier =
        new AuditCourier(
            journal,
            "vigil-test",
            () -> {
              again.countDown();
              return connect(connection.getAndIncrement() == 0 ? 3 : 100);
            });
    AuditDesk desk = desk(journal);
    for (int i = 0; i < 8; i++) {
      desk.record(AuditEntry.of(Act.IMAGE_SHOWN).image("i" + i));
    }
    courier.start();
    assertTrue(again.await(20, TimeUnit.SECONDS));
    courier.close();
    assertEquals(
        List.of("i0", "i1", "i2", "i3", "i4", "i5", "i6", "i7"),
        written().stream().map(r -> r.getThings().getFirst().getName()).toList());
    assertEquals(2, written().stream().map(AuditRecorded::getWriter).distinct().count());
    assertEquals(List.of(), check());
  }

  private static AuditDesk desk(AuditJournal journal) {
    return new AuditDesk(
        journal, NOBODY_SIGNED_ON, "vigil-test", new SimpleMeterRegistry(), Clock.systemUTC());
  }

  private EventPublisher connect(int acknowledged) {
    FailingBroker producer = new FailingBroker(acknowledged);
    connections.add(producer);
    return new EventPublisher(producer);
  }

  private List<ProducerRecord<String, byte[]>> sent() {
    return connections.stream().flatMap(producer -> producer.history().stream()).toList();
  }

  private List<AuditRecorded> written() {
    return sent().stream().map(record -> Chains.CODEC.decode(record.value())).toList();
  }

  private List<ChainFault> check() {
    ChainCheck check = new ChainCheck(Map.of());
    long offset = 0;
    for (ProducerRecord<String, byte[]> record : sent()) {
      check.see(Chains.read(record, offset++));
    }
    return check.finish();
  }
}
