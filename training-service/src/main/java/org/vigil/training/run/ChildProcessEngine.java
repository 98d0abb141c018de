package org.vigil.training.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.vigil.training.trainer.JobFolder;
import org.vigil.training.trainer.TrainerLine;
import org.vigil.training.trainer.TrainerMain;

/**
 * Computes a job in a JVM of its own on this machine: a native crash or a lack of memory takes down
 * that run only. The child reads its standard input and leaves when that closes, so that it never
 * outlives the service.
 */
public final class ChildProcessEngine implements TrainingEngine {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int LOG_LINES = 5;

  private final RunSettings settings;
  private final TrainerClassPath classPath;

  public ChildProcessEngine(RunSettings settings, TrainerClassPath classPath) {
    this.settings = settings;
    this.classPath = classPath;
  }

  @Override
  public Ending run(JobFolder folder, Consumer<TrainerLine> listener, BooleanSupplier stop)
      throws InterruptedException {
    Process process = start(folder);
    try {
      return follow(process, folder, listener, stop);
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private Process start(JobFolder folder) {
    ProcessBuilder builder = new ProcessBuilder(command(folder)).redirectErrorStream(true);
    builder.environment().put("OMP_WAIT_POLICY", "passive");
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(settings.threads()));
    builder.directory(folder.root().toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("the trainer cannot be started", e);
    }
  }

  private List<String> command(JobFolder folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + settings.heap() + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=" + settings.threads(),
            "-Dai.djl.pytorch.num_interop_threads=1",
            "-Dai.djl.pytorch.graph_optimizer=false"));
    Optional.ofNullable(System.getProperty("java.io.tmpdir"))
        .ifPresent(folderName -> command.add("-Djava.io.tmpdir=" + folderName));
    Optional.ofNullable(System.getProperty("ENGINE_CACHE_DIR"))
        .ifPresent(cache -> command.add("-DENGINE_CACHE_DIR=" + cache));
    command.addAll(settings.flags().orElse(List.of()));
    command.addAll(
        List.of(
            "-cp",
            classPath.text(),
            TrainerMain.class.getName(),
            folder.root().toAbsolutePath().toString()));
    return command;
  }

  private Ending follow(
      Process process, JobFolder folder, Consumer<TrainerLine> listener, BooleanSupplier stop)
      throws InterruptedException {
    Instant start = Instant.now();
    BlockingQueue<TrainerLine> said = new LinkedBlockingQueue<>(1_000); // The child waits then.
    Thread pump = Thread.ofVirtual().start(() -> pump(process, folder.log(), said));
    Optional<String> refusal = Optional.empty();
    while (process.isAlive() || pump.isAlive() || !said.isEmpty()) {
      TrainerLine line = said.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      if (line instanceof TrainerLine.Refused refused) {
        refusal = Optional.of(refused.reason());
      } else if (line != null) {
        listener.accept(line);
      }
      if (stop.getAsBoolean()) {
        return new Ending.Stopped();
      }
      Optional<String> excess =
          new Budget(settings).excess(process.toHandle(), start, folder.root());
      if (excess.isPresent()) {
        return new Ending.OverBudget(excess.get());
      }
    }
    int status = process.waitFor();
    if (status == 0) {
      return new Ending.Done();
    }
    return status == TrainerMain.REFUSED && refusal.isPresent()
        ? new Ending.Refused(refusal.get())
        : new Ending.Crashed(
            "the trainer ended with status %d: %s".formatted(status, lastLines(folder.log())));
  }

  private static void pump(Process process, Path log, BlockingQueue<TrainerLine> said) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        BufferedWriter other =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<TrainerLine> ours = parse(line);
        if (ours.isPresent()) {
          said.put(ours.get());
        } else {
          other.write(line);
          other.newLine();
          other.flush();
        }
      }
    } catch (IOException e) {
      // The process was ended while we read: its status tells.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A line that was cut short by a crash is the log's. */
  private static Optional<TrainerLine> parse(String line) {
    try {
      return TrainerLine.parse(line);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String lastLines(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "no log";
    }
  }
}
