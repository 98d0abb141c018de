package org.vigil.local.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.vigil.local.send.Shipment;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackListener;
import org.vigil.local.stack.StackSettings;

/**
 * {@code ./vigil bench pipeline}: what the whole house sustains beside the bare forward pass of the
 * same network in the same run, and how long a study takes at half of that.
 */
public final class PipelineBench {
  private final PipelineSettings settings;
  private final StackSettings stack;
  private final Consumer<String> progress;

  /**
   * @param stack a stack of its own, over an empty folder
   * @param progress told in plain words what happens
   */
  public PipelineBench(PipelineSettings settings, StackSettings stack, Consumer<String> progress) {
    this.settings = settings;
    this.stack = stack;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param pictures chest X-rays of one image each, no two alike; enough for every phase
   */
  public PipelineReport run(Iterator<Shipment> pictures) throws IOException, InterruptedException {
    Instant start = Instant.now();
    BenchmarkModel model = model();
    model.write();
    int cores = Runtime.getRuntime().availableProcessors();
    double asTrained = rawAsTrained(model, settings.threads());
    double asTrainedAllCores = rawAsTrained(model, cores);
    double allCores = raw(model, cores);
    double before = raw(model, settings.threads());
    List<PhaseResult> phases;
    progress.accept("Starting a stack of its own in " + stack.home());
    try (LocalStack running = new LocalStack(withModel(model), StackListener.silent())) {
      running.start();
      phases = phases(running, pictures);
    }
    double after = raw(model, settings.threads());
    RawForward raw =
        new RawForward(
            settings.threads(), before, after, cores, allCores, asTrained, asTrainedAllCores);
    return new PipelineReport(start, Machine.here(), settings, raw, phases);
  }

  private BenchmarkModel model() {
    return new BenchmarkModel(
        stack.root(), stack.home().resolve("bundles"), settings.network(), settings.device());
  }

  private double raw(BenchmarkModel model, int threads) throws IOException, InterruptedException {
    announce("Bare forward pass", threads);
    return said(model.forward(threads, settings.batch(), settings.rawSeconds()));
  }

  private double rawAsTrained(BenchmarkModel model, int threads)
      throws IOException, InterruptedException {
    announce("Bare forward pass, not rewritten,", threads);
    return said(model.forwardAsTrained(threads, settings.batch(), settings.rawSeconds()));
  }

  private void announce(String what, int threads) {
    progress.accept(
        "%s of %s, batch %d, %d threads, %s"
            .formatted(what, settings.network(), settings.batch(), threads, settings.device()));
  }

  private double said(double images) {
    progress.accept("  %.1f images/s".formatted(images));
    return images;
  }

  private StackSettings withModel(BenchmarkModel model) {
    Path bundles = model.bundles();
    return stack.withOverrides(
        Map.of(
            Service.TRAINING,
            Map.of("vigil.training.seed-bundles", bundles.toString()),
            Service.INFERENCE,
            Map.of(
                "vigil.inference.device", settings.device(),
                "vigil.inference.max-batch", Integer.toString(settings.batch()),
                "ai.djl.pytorch.num_threads", Integer.toString(settings.threads()))));
  }

  private List<PhaseResult> phases(LocalStack running, Iterator<Shipment> pictures)
      throws IOException, InterruptedException {
    PipelineLoad load = new PipelineLoad(running, pictures, progress);
    load.run("warm-up", settings.warmUp(), Pacing.saturating(settings.window()), 0);
    List<PhaseResult> phases = new ArrayList<>();
    if (settings.rate() > 0) {
      phases.add(open(load, "at rate", settings.rate()));
      return phases;
    }
    Pacing saturating = Pacing.saturating(settings.window());
    phases.add(load.run("saturated", settings.studies(), saturating, 0));
    phases.add(open(load, "half load", phases.getFirst().studiesPerSecond() / 2));
    return phases;
  }

  private PhaseResult open(PipelineLoad load, String name, double rate)
      throws IOException, InterruptedException {
    return load.run(name, settings.studies(), Pacing.poisson(rate, settings.seed()), rate);
  }
}
