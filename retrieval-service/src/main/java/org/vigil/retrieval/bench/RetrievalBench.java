package org.vigil.retrieval.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.vigil.retrieval.index.VectorStorage;

/**
 * Measures the service's own index beside exact search and hnswlib, on the same vectors in the same
 * run. Prints a table as it goes, and writes {@code result.json} to its folder.
 */
public final class RetrievalBench {
  /** Close together where a recall of 0.99 is reached, so that both can be compared there. */
  private static final int[] CANDIDATES = {20, 24, 26, 28, 30, 32, 34, 50, 100, 200};

  private static final int[] THREADS = {1, 2};
  private static final int USUAL = 100;
  private static final int EXACT_QUERIES = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private final BenchSettings settings;
  private final float[][] vectors;
  private final float[][] further;
  private final float[][] queries;
  private final Map<String, int[]> findings;
  private final ObjectNode result = new ObjectMapper().createObjectNode();
  private final ArrayNode rows = result.putArray("rows");
  private int[][] truth = {};

  private RetrievalBench(BenchSettings settings) {
    this.settings = settings;
    BenchVectors source =
        new BenchVectors(Math.max(1, settings.vectors() / 100), settings.width(), settings.seed());
    this.vectors = source.draw(settings.vectors());
    this.queries = source.draw(settings.queries());
    this.further = source.draw(Math.max(1, settings.live() * 60));
    this.findings = BenchIndex.drawFindings(settings.vectors(), settings.seed());
  }

  /** Arguments: see {@link BenchSettings} and {@code ./vigil bench retrieval --help}. */
  public static void main(String[] arguments) throws Exception {
    new RetrievalBench(BenchSettings.of(arguments)).run();
  }

  private void run() throws IOException, InterruptedException, ExecutionException {
    Files.createDirectories(settings.folder());
    BenchVectors.write(vectors, settings.folder().resolve("vectors.f32"));
    BenchVectors.write(queries, settings.folder().resolve("queries.f32"));
    result.put("at", Instant.now().toString()).put("vectors", settings.vectors());
    result.put("width", settings.width()).put("queries", settings.queries());
    result.put("java", System.getProperty("java.version"));
    result.put("processors", Runtime.getRuntime().availableProcessors());
    exact();
    try (ExecutorService builders = Executors.newFixedThreadPool(settings.atOnce() ? 3 : 1)) {
      Future<BenchIndex> plain = builders.submit(() -> index(VectorStorage.FLOAT));
      Future<BenchIndex> rounded = builders.submit(() -> index(VectorStorage.INT8));
      Future<Optional<HnswlibPeer>> peer = builders.submit(this::peer);
      measure(plain.get(), rounded.get(), peer.get());
    }
    Path file = settings.folder().resolve("result.json");
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), result);
    say("written to %s%n", file);
  }

  private void measure(BenchIndex plain, BenchIndex rounded, Optional<HnswlibPeer> peer)
      throws IOException, InterruptedException {
    try (plain;
        rounded) {
      warmUp(plain);
      warmUp(rounded);
      if (peer.isPresent()) {
        besidePeer(plain, peer.get());
      } else {
        sweep("float", plain);
      }
      sweep("int8", rounded);
      memory(plain, rounded);
      filtered(plain);
      live(plain);
    }
  }

  /** Java compiles what runs often: a service has been running when somebody asks. */
  private void warmUp(BenchIndex index) {
    long end = System.nanoTime() + WARM_UP.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      index.nearest(queries[i % queries.length], USUAL, Optional.empty());
    }
  }

  private void exact() {
    ExactScan scan = ExactScan.ofAll(vectors);
    truth = Arrays.stream(queries).map(scan::nearest).toArray(int[][]::new);
    float[][] few = Arrays.copyOf(queries, Math.min(EXACT_QUERIES, queries.length));
    int[][] fewTruth = Arrays.copyOf(truth, few.length);
    for (int threads : THREADS) {
      Measured found = Measured.of(scan::nearest, few, fewTruth, threads, settings.passes());
      row("exact SIMD", "", 0, threads, found);
    }
  }

  private BenchIndex index(VectorStorage storage) throws IOException {
    BenchIndex index = new BenchIndex(settings.folder().resolve(storage.name()), storage);
    index.fill(vectors, findings);
    int segments = index.segments();
    index.mergeAll();
    say(
        "%s: built in %.1f s in %d segments, %.1f s with merging to one, %.1f MB on disk%n",
        storage, index.buildSeconds(), segments, index.allSeconds(), index.bytes("") / 1e6);
    result.put("build-seconds-" + storage, index.buildSeconds());
    result.put("merged-seconds-" + storage, index.allSeconds());
    result.put("disk-bytes-" + storage, index.bytes(""));
    return index;
  }

  private void sweep(String what, BenchIndex index) {
    for (int threads : THREADS) {
      for (int candidates : CANDIDATES) {
        sweep(what, index, candidates, threads);
      }
    }
  }

  private void sweep(String what, BenchIndex index, int candidates, int threads) {
    Measured found =
        Measured.of(
            query -> index.nearest(query, candidates, Optional.empty()),
            queries,
            truth,
            threads,
            settings.passes());
    row(what, "", candidates, threads, found);
  }

  private Optional<HnswlibPeer> peer() throws IOException {
    if (settings.peer().isEmpty()) {
      return Optional.empty();
    }
    HnswlibPeer peer = new HnswlibPeer(settings.peer());
    JsonNode built =
        peer.ask(
            "build %d %d %s".formatted(settings.vectors(), settings.width(), settings.folder()));
    say(
        "hnswlib %s: built in %.1f s%n",
        built.path("version").asText(), built.path("seconds").asDouble());
    result.set("hnswlib", built);
    return Optional.of(peer);
  }

  /** Setting by setting, each of ours next to theirs, so that both have the same moments. */
  private void besidePeer(BenchIndex index, HnswlibPeer peer) throws IOException {
    try (peer) {
      for (int threads : THREADS) {
        for (int candidates : CANDIDATES) {
          sweep("float", index, candidates, threads);
          JsonNode theirs =
              peer.ask("search %d %d %d".formatted(candidates, threads, settings.passes()));
          Measured found =
              new Measured(
                  theirs.path("perSecond").asDouble(),
                  theirs.path("perCpuSecond").asDouble(),
                  recall(theirs.path("nearest")));
          row("hnswlib", "", candidates, threads, found);
        }
      }
    }
  }

  private double recall(JsonNode nearest) {
    long hits = 0;
    for (int i = 0; i < truth.length; i++) {
      for (JsonNode found : nearest.get(i)) {
        int number = found.asInt();
        hits += Arrays.stream(truth[i]).filter(wanted -> wanted == number).count();
      }
    }
    return (double) hits / (truth.length * (long) ExactScan.NEAREST);
  }

  private void memory(BenchIndex plain, BenchIndex rounded) throws IOException {
    long floats = plain.searchedBytes(VectorStorage.FLOAT);
    long bytes = rounded.searchedBytes(VectorStorage.INT8);
    result.put("searched-bytes-float", floats).put("searched-bytes-int8", bytes);
    say(
        "memory of a search: float %.1f MB, int8 %.1f MB (%.0f%%)%n",
        floats / 1e6, bytes / 1e6, 100.0 * bytes / floats);
  }

  private void filtered(BenchIndex index) {
    findings.forEach(
        (finding, numbers) -> {
          ExactScan scan = new ExactScan(vectors, numbers);
          int[][] nearest = Arrays.stream(queries).map(scan::nearest).toArray(int[][]::new);
          for (int threads : THREADS) {
            row(
                "exact SIMD in " + finding,
                finding,
                0,
                threads,
                Measured.of(scan::nearest, queries, nearest, threads, settings.passes()));
            row(
                "float in " + finding,
                finding,
                USUAL,
                threads,
                Measured.of(
                    query -> index.nearest(query, USUAL, Optional.of(finding)),
                    queries,
                    nearest,
                    threads,
                    settings.passes()));
          }
        });
  }

  private void live(BenchIndex index) throws InterruptedException {
    if (settings.live() == 0) {
      return;
    }
    LiveLoad.Result found = LiveLoad.run(index, further, queries, settings.live());
    say(
        "while %d cases came in %d s: look-up p50 %.1f, p95 %.1f, p99 %.1f, longest %.1f ms%n",
        found.added(),
        settings.live(),
        found.quantile(0.5),
        found.quantile(0.95),
        found.quantile(0.99),
        found.quantile(1));
    ObjectNode live = result.putObject("live");
    live.put("added", found.added()).put("p50", found.quantile(0.5));
    live.put("p95", found.quantile(0.95)).put("p99", found.quantile(0.99));
  }

  private void row(String what, String finding, int candidates, int threads, Measured found) {
    say(
        "%-24s candidates %4d, %d thread%s: recall@10 %.4f, %8.1f queries/s, %8.1f by cpu time%n",
        what,
        candidates,
        threads,
        threads == 1 ? " " : "s",
        found.recall(),
        found.perSecond(),
        found.perCpuSecond());
    ObjectNode row = rows.addObject();
    row.put("what", what).put("finding", finding).put("candidates", candidates);
    row.put("threads", threads).put("recall", found.recall());
    row.put("perSecond", found.perSecond()).put("perCpuSecond", found.perCpuSecond());
  }

  private static synchronized void say(String format, Object... values) {
    System.out.printf(format, values);
    System.out.flush();
  }
}
