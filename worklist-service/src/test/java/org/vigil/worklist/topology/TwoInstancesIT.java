package org.vigil.worklist.topology;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.EmbeddedServers;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.config.WorklistSettings;
import org.vigil.worklist.fixture.Sender;
import org.vigil.worklist.fixture.Settings;
import org.vigil.worklist.fixture.StudyEvents;
import org.vigil.worklist.ledger.LedgerTotals;
import org.vigil.worklist.policy.PolicyReader;
import org.vigil.worklist.run.RunBoard;
import org.vigil.worklist.view.BundleNotes;
import org.vigil.worklist.view.Filter;
import org.vigil.worklist.view.LedgerView;
import org.vigil.worklist.view.ViewFollower;
import org.vigil.worklist.view.ViewReader;
import org.vigil.worklist.view.WorklistView;

/** Several instances over one real broker: they share the work, and each shows everything. */
@Timeout(600)
class TwoInstancesIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int STUDIES = 40;

  @TempDir Path folder;

  @Test
  void theirViewsAgreeWhileInstancesComeAndGo() throws Exception {
    try (EmbeddedServers servers = EmbeddedServers.start(folder)) {
      Map<String, String> configuration = EmbeddedStack.provision(servers);
      try (Sender sender = new Sender(servers.broker().bootstrapServers());
          Instance one = new Instance(configuration, folder.resolve("one"))) {
        send(sender, 0);
        awaitAll(one, 1);
        try (Instance two = new Instance(configuration, folder.resolve("two"))) {
          send(sender, 1);
          awaitAll(one, 2);
          awaitAll(two, 2);
          assertEquals(one.order(), two.order());
        }
        send(sender, 2); // Whoever is left takes over with the state that is in Kafka.
        awaitAll(one, 3);
      }
      // A restart over the same state: what was there is still counted, and only once.
      try (Sender sender = new Sender(servers.broker().bootstrapServers());
          Instance again = new Instance(configuration, folder.resolve("one"))) {
        awaitAll(again, 3);
        for (int i = 0; i < STUDIES; i++) {
          outcome(sender, "0-" + i, ImageState.SCORED);
        }
        await()
            .atMost(LIMIT)
            .until(
                () -> again.ledger.totals().equals(new LedgerTotals(STUDIES, 0, 0, 2 * STUDIES)));
      }
    }
  }

  private static void awaitAll(Instance instance, int rounds) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertEquals(rounds * STUDIES, instance.order().size());
              assertEquals(rounds * STUDIES, instance.ledger.totals().accepted());
            });
    assertTrue(instance.follower.isCaughtUp());
  }

  private static void send(Sender sender, int round) {
    for (int i = 0; i < STUDIES; i++) {
      String name = round + "-" + i;
      sender.send(
          Topics.STUDIES_SCORED,
          StudyEvents.id(name),
          StudyEvents.scored(name, Instant.now(), i % 2 == 0 ? 0.9 : 0.1));
      outcome(sender, name, ImageState.ACCEPTED);
    }
  }

  private static void outcome(Sender sender, String name, ImageState state) {
    sender.send(
        Topics.STUDIES_LEDGER,
        StudyEvents.imageId(name),
        StudyEvents.outcome(name, state, Instant.now()));
  }

  /** What one process of the service has, without its HTTP. */
  private static final class Instance implements AutoCloseable {
    private final WorklistView view = new WorklistView(Clock.systemUTC());
    private final LedgerView ledger = new LedgerView();
    private final ViewFollower follower;
    private final StreamsRunner streams;

    Instance(Map<String, String> configuration, Path state) throws InterruptedException {
      Map<String, String> own = new HashMap<>(configuration);
      own.put("vigil.worklist.state-dir", state.toString());
      SmallRyeConfig config = Settings.of(own);
      KafkaSettings kafka = config.getConfigMapping(KafkaSettings.class);
      new TopicGate(kafka).await();
      ViewReader reader = new ViewReader(view, ledger, new BundleNotes(), new RunBoard(10));
      follower = ViewFollower.start(kafka, reader);
      streams =
          StreamsRunner.start(
              WorklistTopology.of(
                  PolicyReader.read(Optional.empty()),
                  TopologyBench.RETENTION,
                  new RetentionCounts(),
                  Clock.systemUTC()),
              kafka,
              config.getConfigMapping(WorklistSettings.class));
    }

    List<String> order() {
      return view.openPage(Filter.ALL, Integer.MAX_VALUE, Optional.empty()).studies().stream()
          .map(standing -> standing.entry().studyId())
          .toList();
    }

    @Override
    public void close() {
      follower.close();
      streams.close();
    }
  }
}
