package org.vigil.retrieval.feed;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vigil.embedded.store.StoreMain;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.snapshot.LibrarySnapshots;
import org.vigil.retrieval.upkeep.Upkeep;

/**
 * A feed in a process of its own, to be killed.
 *
 * <p>Arguments: bootstrap servers, index folder, address of the store. Prints the number of visible
 * studies as it grows; writes snapshots, purges and merges all the while.
 */
public final class FeedProcess {
  private FeedProcess() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    LibrarySnapshots snapshots = snapshots(args[2]);
    snapshots.restore(folder);
    CaseLibrary library = CaseLibrary.open(folder);
    Upkeep.Action copy =
        () -> {
          library.purge();
          library.settle();
          snapshots.write(library);
          return true;
        };
    List<Upkeep.Chore> chores = List.of(new Upkeep.Chore("all", Duration.ofMillis(1), copy));
    try (LibraryFeed feed = feed(args[0], library);
        Upkeep upkeep = new Upkeep(chores, Clock.systemUTC(), Duration.ofMillis(50))) {
      feed.start();
      upkeep.start();
      for (int last = -1; System.in.available() == 0; ) {
        int size = library.size();
        if (size != last) {
          System.out.println(size);
          last = size;
        }
        Thread.sleep(20);
      }
    }
    library.close();
  }

  static LibrarySnapshots snapshots(String store) {
    Map<String, String> configuration =
        Map.of(
            "vigil.store.endpoint", store,
            "vigil.store.access-key", StoreMain.ACCESS_KEY,
            "vigil.store.secret-key", StoreMain.SECRET_KEY);
    return new LibrarySnapshots(EmbeddedStack.store(configuration), "one", Clock.systemUTC());
  }

  static LibraryFeed feed(String bootstrap, CaseLibrary library) {
    KafkaSettings settings =
        new SmallRyeConfigBuilder()
            .withMapping(KafkaSettings.class)
            .withDefaultValues(
                Map.of(
                    "vigil.kafka.bootstrap-servers",
                    bootstrap,
                    // Small batches, so that a kill finds some done and some not.
                    "vigil.kafka.client.\"max.poll.records\"",
                    "50"))
            .build()
            .getConfigMapping(KafkaSettings.class);
    return new LibraryFeed(
        new KafkaClients(settings),
        library,
        new ActiveSpaces(),
        Duration.ofMillis(100),
        Clock.systemUTC(),
        new Random(1));
  }
}
