package org.vigil.inference.replay;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.inference.config.CommandLineSettings;
import org.vigil.inference.model.BundleLoader;
import org.vigil.inference.model.BundleShelf;
import org.vigil.inference.study.PictureReader;
import org.vigil.models.scoring.Devices;
import org.vigil.platform.store.ObjectStore;
import org.vigil.platform.store.S3ObjectStore;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.store.ObjectKeys;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Recomputes recorded results from the digests that they name and tells every difference beyond
 * 1e-4. Credentials of the store come from {@code VIGIL_STORE_ACCESS_KEY} and {@code
 * VIGIL_STORE_SECRET_KEY}. Exit status: 0 all as recorded, 1 a difference or something that cannot
 * be recomputed, 2 wrong usage.
 */
@Command(
    name = "replay",
    description = "Recomputes recorded results and tells every difference beyond 1e-4.",
    mixinStandardHelpOptions = true)
public final class ReplayMain implements Callable<Integer> {
  private static final long MAX_PIXELS = 50_000_000;

  @Parameters(index = "0", arity = "0..1", description = "StudyId; without one, all studies")
  private Optional<String> study = Optional.empty();

  @Option(names = "--from", description = "only results from then on, ISO 8601")
  private Instant from = Instant.EPOCH;

  @Option(names = "--until", description = "only results before then, ISO 8601")
  private Instant until = Instant.ofEpochMilli(Long.MAX_VALUE);

  @Option(names = "--bootstrap-servers", defaultValue = "127.0.0.1:9092")
  private String bootstrapServers;

  @Option(names = "--store", defaultValue = "http://127.0.0.1:9000")
  private URI store;

  @Option(names = "--device", defaultValue = "cpu", description = "auto, cpu or cuda")
  private String device;

  private int same;
  private int different;
  private int impossible;
  private int silent;

  public static void main(String[] args) {
    System.exit(new CommandLine(new ReplayMain()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    ObjectStore objects = S3ObjectStore.connect(CommandLineSettings.store(store));
    Replay replay =
        new Replay(
            new BundleLoader(BundleShelf.forHeap(objects), Devices.named(device)),
            image -> objects.get(ObjectKeys.images(image.getObjectKey())),
            new PictureReader(MAX_PIXELS));
    new ScoredLog(CommandLineSettings.kafka(bootstrapServers))
        .forEach(study, from, until, recorded -> tell(recorded, replay.of(recorded)));
    System.out.printf(
        "%d as recorded, %d different, %d cannot be recomputed, %d had no scores%n",
        same, different, impossible, silent);
    return same + silent > 0 && different + impossible == 0 ? 0 : 1;
  }

  private void tell(StudyScored recorded, Map<String, ReplayOutcome> outcomes) {
    silent += outcomes.isEmpty() ? 1 : 0;
    outcomes.forEach(
        (bundle, outcome) -> {
          String word =
              switch (outcome) {
                case ReplayOutcome.Same s -> {
                  same++;
                  yield "as recorded, within %.1e".formatted(s.worst());
                }
                case ReplayOutcome.Different d -> {
                  different++;
                  yield "DIFFERENT: " + String.join("; ", d.differences());
                }
                case ReplayOutcome.Impossible i -> {
                  impossible++;
                  yield "CANNOT BE RECOMPUTED: " + i.why();
                }
              };
          System.out.printf(
              "%s revision %d, %s: %s%n",
              recorded.getStudyId(), recorded.getRevision(), bundle, word);
        });
  }
}
