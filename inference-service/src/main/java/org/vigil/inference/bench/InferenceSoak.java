package org.vigil.inference.bench;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.scoring.Devices;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyReady;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Scores very many small pictures while the slot's bundle is swapped for another every minute, and
 * watches the process: its memory may not grow, nor its open files, and every study has one result.
 * Exit status 0 where that is so, 1 where it is not.
 */
@Command(
    name = "inference-soak",
    description = "Scores many small pictures while bundles are swapped; watches the process.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class InferenceSoak implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MOST_GROWTH = 0.05;
  private static final int MOST_MORE_HANDLES = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Option(names = "--bundle", required = true, description = "the first is used")
  private List<Path> bundles;

  @Option(names = "--studies", defaultValue = "200000")
  private long studies;

  @Option(names = "--swap", defaultValue = "PT1M", description = "how often the bundle is swapped")
  private Duration swap;

  @Option(names = "--side", defaultValue = "64", description = "of the pictures, pixels")
  private int side;

  @Option(names = "--batch", defaultValue = "16")
  private int batch;

  @Option(names = "--device", defaultValue = "cpu")
  private String device;

  @Option(names = "--bootstrap-servers", description = "of a broker; offline without")
  private Optional<String> bootstrapServers = Optional.empty();

  @Option(names = "--store", description = "URL of an object store; offline without")
  private Optional<URI> store = Optional.empty();

  private final List<ProcessSize> sizes = new ArrayList<>();
  private int swaps;

  public static void main(String[] args) {
    System.exit(new CommandLine(new InferenceSoak()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path original = bundles.getFirst();
    Path other = renamed(original);
    Device on = Devices.named(device);
    HostedBundles hosted = new HostedBundles(List.of(original, other), on);
    hosted.promote(original);
    Semaphore room = new Semaphore(4 * batch);
    Outcomes outcomes = new Outcomes(false, room::release);
    BundleManifest manifest = Bundle.read(BundleFiles.in(original)).manifest();
    try (Wire wire = wire()) {
      BenchStudies source = new BenchStudies(manifest, side, 1, wire);
      FlowSettings settings = new FlowSettings(batch, 2, Duration.ofDays(1));
      try (ServedFlow flow =
          new ServedFlow(
              settings, hosted.directory(), source.kind(), manifest.slot(), wire, outcomes)) {
        send(source, wire, flow, outcomes, room, hosted, List.of(other, original));
        awaitAll(outcomes, flow);
      }
    }
    return verdict(outcomes);
  }

  /** The same model under another version. */
  private static Path renamed(Path original) throws IOException {
    Path folder = Files.createTempDirectory("vigil-soak").resolve("other");
    Bundle bundle = Bundle.read(BundleFiles.in(original));
    Bundle.write(
        folder,
        bundle.manifest().named(bundle.manifest().version() + "-other"),
        bundle.weights(),
        bundle.fitted(),
        bundle.card());
    return folder;
  }

  private Wire wire() {
    return bootstrapServers.isPresent()
        ? KafkaWire.connect(
            bootstrapServers.get(),
            store.orElseThrow(() -> new IllegalArgumentException("a broker without a --store")))
        : new OfflineWire();
  }

  private void send(
      BenchStudies source,
      Wire wire,
      ServedFlow flow,
      Outcomes outcomes,
      Semaphore room,
      HostedBundles hosted,
      List<Path> turns)
      throws IOException, InterruptedException {
    Instant nextSwap = Instant.now().plus(swap);
    for (long number = 0; number < studies; number++) {
      while (!room.tryAcquire(1, TimeUnit.SECONDS)) {
        flow.requireAlive();
      }
      Priority priority = number % 10 == 0 ? Priority.STAT : Priority.ROUTINE;
      StudyReady study = source.study(number, priority, Instant.now());
      outcomes.sent(study);
      wire.send(study);
      if (Instant.now().isAfter(nextSwap)) {
        nextSwap = Instant.now().plus(swap);
        hosted.promote(turns.get(swaps++ % turns.size()));
        note(outcomes);
      }
    }
  }

  private void note(Outcomes outcomes) throws IOException {
    ProcessSize size = ProcessSize.now();
    sizes.add(size);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ended", outcomes.ended());
    row.put("swaps", swaps);
    row.put("residentMebibytes", size.residentKibibytes() >> 10);
    row.put("handles", size.handles());
    System.out.println(JSON.writeValueAsString(row));
    System.out.flush();
  }

  private static void awaitAll(Outcomes outcomes, ServedFlow flow) throws InterruptedException {
    Instant limit = Instant.now().plus(PATIENCE);
    while (outcomes.open() > 0 && Instant.now().isBefore(limit)) {
      flow.requireAlive();
      Thread.sleep(50);
    }
  }

  /** Growth is counted from the second swap on: until then both bundles and Java warm up. */
  private int verdict(Outcomes outcomes) throws IOException {
    note(outcomes);
    ProcessSize warm = sizes.get(Math.min(2, sizes.size() - 1));
    ProcessSize last = sizes.getLast();
    double growth = (double) last.residentKibibytes() / warm.residentKibibytes() - 1;
    long handles = last.handles() - warm.handles();
    boolean onceEach =
        outcomes.ended() == studies && outcomes.twice() == 0 && outcomes.failed() == 0;
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("studies", studies);
    row.put("scored", outcomes.ended() - outcomes.failed() - outcomes.shed());
    row.put("withoutResult", outcomes.open());
    row.put("twice", outcomes.twice());
    row.put("swaps", swaps);
    row.put("memoryGrowth", Math.round(growth * 1000) / 1000.0);
    row.put("moreHandles", handles);
    System.out.println(JSON.writeValueAsString(row));
    return onceEach && growth <= MOST_GROWTH && handles <= MOST_MORE_HANDLES ? 0 : 1;
  }
}
