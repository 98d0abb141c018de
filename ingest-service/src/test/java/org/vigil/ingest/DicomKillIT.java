package org.vigil.ingest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.EmbeddedServer;
import org.vigil.embedded.process.FreePorts;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.ingest.dicom.DataSetBytes;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.storage.FileMeta;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.topic.Topics;

/**
 * Instances over eight associations while the service, the broker and the store are killed in turn:
 * what the sender was told is what the ledger says, no more and no less. A few dozen instances and
 * one kill of each in the build; {@code -Dvigil.kill.instances=10000} for more, with a kill after
 * every thousand.
 */
class DicomKillIT {
  private static final int INSTANCES = Integer.getInteger("vigil.kill.instances", 48);
  private static final int ASSOCIATIONS = 8;
  private static final Duration LIMIT = Duration.ofMinutes(10 + INSTANCES / 100);
  private static final Duration AGAIN_AFTER = Duration.ofMillis(200); // As a sender's queue has it.
  private static final Uid CR = new Uid("1.2.840.10008.5.1.4.1.1.1");
  private static final Uid EXPLICIT = new Uid("1.2.840.10008.1.2.1");

  @TempDir Path folder;

  private final Set<String> successes = new ConcurrentSkipListSet<>();
  private final AtomicInteger failures = new AtomicInteger();

  @Test
  void whatTheSenderWasToldIsWhatTheLedgerSays() throws Exception {
    EmbeddedStack stack = new EmbeddedStack();
    Map<String, String> configuration = new HashMap<>(stack.start());
    int port = FreePorts.next();
    configuration.putAll(
        Map.of(
            "vigil.ingest.dicom.enabled", "true",
            "vigil.ingest.dicom.port", Integer.toString(port),
            "vigil.ingest.dicom.receive-dir", folder.resolve("received").toString(),
            "vigil.ingest.dicom.peers.any.networks", "127.0.0.1",
            "vigil.ingest.dicom.peers.any.site", "st-olav"));
    try (IngestProcess ingest = IngestProcess.start(folder, configuration);
        ExecutorService senders = Executors.newFixedThreadPool(ASSOCIATIONS)) {
      for (int sender = 0; sender < ASSOCIATIONS; sender++) {
        int first = sender;
        senders.submit(() -> send(port, first));
      }
      senders.shutdown();
      killInTurn(ingest);
      await().atMost(LIMIT).until(() -> senders.awaitTermination(1, TimeUnit.SECONDS));
      assertEquals(INSTANCES, successes.size(), () -> failures + " failures on the way");
      await().atMost(LIMIT).untilAsserted(() -> assertEquals(expected(), accepted()));
    } finally {
      stack.stop();
    }
  }

  /** Every instance until it is answered with success, on a new association after each failure. */
  private void send(int port, int first) {
    List<Integer> mine =
        IntStream.range(0, INSTANCES).filter(i -> i % ASSOCIATIONS == first).boxed().toList();
    int at = 0;
    while (at < mine.size() && !Thread.currentThread().isInterrupted()) {
      try (DicomClient client = DicomClient.associate(port, "SENDER", CR)) {
        while (at < mine.size() && client.store(uid(mine.get(at)), data(mine.get(at))) == 0) {
          successes.add(uid(mine.get(at)));
          at++;
        }
      } catch (Exception | AssertionError e) { // Killed, or not there yet: again.
        failures.incrementAndGet();
        LockSupport.parkNanos(AGAIN_AFTER.toNanos());
      }
    }
  }

  /** The next after so many more successes: progress decides, not time. */
  private void killInTurn(IngestProcess ingest) {
    EmbeddedServer broker = EmbeddedStack.servers().broker();
    EmbeddedServer store = EmbeddedStack.servers().store();
    int step = Math.min(1000, INSTANCES / 4);
    int turn = 0;
    for (int at = step; at < INSTANCES; at += step) {
      int wanted = at;
      await().atMost(LIMIT).until(() -> successes.size() >= wanted);
      switch (turn++ % 3) {
        case 0 -> ingest.killAndRestart();
        case 1 -> {
          broker.kill();
          broker.restart();
        }
        default -> {
          store.kill();
          store.restart();
        }
      }
    }
  }

  /** Each image that was accepted, and how often; the ledger is compacted by image. */
  private static Map<String, Integer> accepted() {
    EventCodec<ImageOutcome> codec = EventCodec.of(ImageOutcome.class);
    Map<String, Integer> accepted = new TreeMap<>();
    for (byte[] value : EmbeddedStack.committed(Topics.STUDIES_LEDGER.name())) {
      ImageOutcome outcome = codec.decode(value);
      if (outcome.getState() == ImageState.ACCEPTED) {
        accepted.merge(outcome.getImageId(), 1, Integer::sum);
      }
    }
    return accepted;
  }

  private static Map<String, Integer> expected() {
    Map<String, Integer> expected = new TreeMap<>();
    for (int i = 0; i < INSTANCES; i++) {
      byte[] head = FileMeta.of(CR, new Uid(uid(i)), EXPLICIT);
      byte[] data = data(i);
      byte[] file = Arrays.copyOf(head, head.length + data.length);
      System.arraycopy(data, 0, file, head.length, data.length);
      expected.put(Sha256.of(file).hex(), 1);
    }
    return expected;
  }

  private static String uid(int i) {
    return "1.2.826.0.5." + i;
  }

  private static byte[] data(int i) {
    return DataSetBytes.radiograph(CR.value(), uid(i), i);
  }
}
