package org.vigil.inference.bench;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.scoring.Devices;
import org.vigil.models.scoring.Scorer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures, bundle by bundle, the bare forward pass, the flow around it without a broker, the flow
 * with broker and store, and how long studies wait that come at their own times. Prints one line of
 * JSON for each measurement.
 */
@Command(
    name = "inference-bench",
    description = "Measures the scoring flow beside the bare forward pass.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class InferenceBench implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration NO_DEADLINE = Duration.ofDays(1);

  @Option(names = "--bundle", required = true, description = "folder; may be given several times")
  private List<Path> bundles;

  @Option(names = "--batches", split = ",", defaultValue = "1,2,4,8,16,32")
  private List<Integer> batches;

  @Option(names = "--seconds", defaultValue = "8", description = "of each measurement")
  private double seconds;

  @Option(names = "--side", defaultValue = "512", description = "of the pictures, pixels")
  private int side;

  @Option(names = "--prepare-threads", defaultValue = "2")
  private int prepareThreads;

  @Option(names = "--device", defaultValue = "cpu", description = "auto, cpu or cuda")
  private String device;

  @Option(
      names = "--open",
      split = ",",
      defaultValue = "0.5,0.8,1.2",
      description = "loads that come at their own times, as shares of what the flow sustains")
  private List<Double> open;

  @Option(names = "--open-batch", defaultValue = "8", description = "most pictures of a pass then")
  private int openBatch;

  @Option(names = "--open-seconds", defaultValue = "30", description = "0 to leave this out")
  private double openSeconds;

  @Option(names = "--deadline", defaultValue = "PT5S", description = "of a study then")
  private Duration deadline;

  @Option(names = "--stat-share", defaultValue = "0.1")
  private double statShare;

  @Option(names = "--seed", defaultValue = "1")
  private long seed;

  @Option(names = "--bootstrap-servers", description = "of a broker; offline without")
  private Optional<String> bootstrapServers = Optional.empty();

  @Option(names = "--store", description = "URL of an object store; offline without")
  private Optional<URI> store = Optional.empty();

  public static void main(String[] args) {
    System.exit(new CommandLine(new InferenceBench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Device on = Devices.named(device);
    for (Path folder : bundles) {
      HostedBundles hosted = new HostedBundles(List.of(folder), on);
      hosted.promote(folder);
      BundleManifest manifest = Bundle.read(BundleFiles.in(folder)).manifest();
      throughputs(folder, hosted, manifest, on);
      if (openSeconds > 0) {
        openLoops(hosted, manifest);
      }
      hosted.unload(manifest.slot());
    }
    return 0;
  }

  private void throughputs(Path folder, HostedBundles hosted, BundleManifest manifest, Device on)
      throws IOException, InterruptedException {
    Bundle bundle = Bundle.read(BundleFiles.in(folder));
    for (int batch : batches) {
      double before = raw(bundle, batch, on);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("bundle", manifest.slot() + "/" + manifest.version());
      row.put("batch", batch);
      try (Wire wire = new OfflineWire()) {
        row.put("offline", load(hosted, manifest, wire, batch, NO_DEADLINE).saturated(time()));
      }
      if (bootstrapServers.isPresent()) {
        try (Wire wire = kafka()) {
          row.put("kafka", load(hosted, manifest, wire, batch, NO_DEADLINE).saturated(time()));
        }
      }
      double raw = (before + raw(bundle, batch, on)) / 2;
      row.put("raw", raw);
      row.put("offlineShare", (double) row.get("offline") / raw);
      if (row.containsKey("kafka")) {
        row.put("kafkaShare", (double) row.get("kafka") / raw);
      }
      print(row);
    }
  }

  private Duration time() {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /** Pictures per second of the bare forward pass. */
  private double raw(Bundle bundle, int batch, Device on) {
    try (Scorer scorer = Scorer.load(bundle, on)) {
      float[] input = new float[bundle.manifest().preprocessing().length()];
      List<float[]> inputs = Collections.nCopies(batch, input);
      rate(scorer, inputs, seconds / 4); // Warm-up.
      return rate(scorer, inputs, seconds / 2);
    }
  }

  private static double rate(Scorer scorer, List<float[]> inputs, double limit) {
    long start = System.nanoTime();
    int passes = 0;
    double elapsed = 0;
    while (elapsed < limit) {
      scorer.score(inputs);
      passes++;
      elapsed = (System.nanoTime() - start) / 1e9;
    }
    return passes * inputs.size() / elapsed;
  }

  private Load load(
      HostedBundles hosted, BundleManifest manifest, Wire wire, int batch, Duration limit) {
    FlowSettings settings = new FlowSettings(batch, prepareThreads, limit);
    BenchStudies studies = new BenchStudies(manifest, side, seed, wire);
    return new Load(settings, hosted, studies, manifest.slot(), wire);
  }

  private void openLoops(HostedBundles hosted, BundleManifest manifest)
      throws IOException, InterruptedException {
    Duration length = Duration.ofMillis(Math.round(openSeconds * 1000));
    try (Wire wire = bootstrapServers.isPresent() ? kafka() : new OfflineWire()) {
      double capacity = load(hosted, manifest, wire, openBatch, NO_DEADLINE).saturated(length);
      Load load = load(hosted, manifest, wire, openBatch, deadline);
      for (double share : open) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("bundle", manifest.slot() + "/" + manifest.version());
        row.put("load", share);
        row.put("through", bootstrapServers.isPresent() ? "kafka" : "offline");
        row.put("result", load.open(share * capacity, statShare, length, seed));
        print(row);
      }
    }
  }

  private Wire kafka() {
    return KafkaWire.connect(
        bootstrapServers.orElseThrow(),
        store.orElseThrow(() -> new IllegalArgumentException("a broker without a --store")));
  }

  private static void print(Map<String, Object> row) throws IOException {
    row.replaceAll(
        (key, value) ->
            value instanceof Double number
                ? Double.valueOf(String.format(Locale.ROOT, "%.4g", number))
                : value);
    System.out.println(JSON.writeValueAsString(row));
    System.out.flush();
  }
}
