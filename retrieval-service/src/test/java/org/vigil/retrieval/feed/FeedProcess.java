package org.vigil.retrieval.feed;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.retrieval.index.CaseLibrary;

/**
 * A feed in a process of its own, to be killed.
 *
 * <p>Arguments: bootstrap servers, index folder. Prints the number of visible studies as it grows.
 */
public final class FeedProcess {
  private FeedProcess() {}

  public static void main(String[] args) throws Exception {
    CaseLibrary library = CaseLibrary.open(Path.of(args[1]));
    try (LibraryFeed feed = feed(args[0], library)) {
      feed.start();
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
