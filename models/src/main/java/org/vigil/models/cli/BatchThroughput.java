package org.vigil.models.cli;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Brightness;
import org.vigil.models.augmentation.Contrast;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.Mixing;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.augmentation.PictureBatches;
import org.vigil.models.augmentation.ResizedCrop;
import org.vigil.models.augmentation.Rotation;
import org.vigil.models.augmentation.Saturation;
import org.vigil.models.dataset.ClassExamples;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.loss.BinaryCrossEntropy;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.sampling.BatchPlan;
import org.vigil.models.sampling.BatchStream;
import org.vigil.models.sampling.ParallelBatches;
import org.vigil.models.sampling.Shuffled;
import org.vigil.models.schedule.Constant;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Adam;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.PictureObjective;
import org.vigil.models.training.RunListener;
import org.vigil.models.training.TrainingRun;
import org.vigil.models.training.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures whether augmented batches keep a trainer busy: how many pictures a second they come to
 * alone, and for what share of its time a trainer waits for them; prints JSON.
 */
@Command(name = "bench-batches", description = "Measures the pipeline of augmented batches.")
final class BatchThroughput implements Callable<Integer> {
  private static final int SOURCE_SIDE = 256;
  private static final int SIDE = 224;
  private static final int PICTURES = 64;

  @Option(names = "--network", description = "of the trainer", defaultValue = "resnet50")
  private String network;

  @Option(names = "--batch", defaultValue = "8")
  private int batch;

  @Option(names = "--steps", description = "of the trainer", defaultValue = "10")
  private int steps;

  @Option(names = "--threads", description = "to measure with", defaultValue = "1,2", split = ",")
  private List<Integer> threads;

  private record Starved(double share, double secondsPerStep) {}

  @Override
  public Integer call() throws Exception {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("batch", batch);
    for (int count : threads) {
      report.put("picturesPerSecondWith" + count + "Threads", picturesPerSecond(count));
    }
    Starved starved = starved(threads.getFirst());
    report.put("trainer", network);
    report.put("trainerSecondsPerStep", starved.secondsPerStep());
    report.put("trainerWaitsShare", starved.share());
    System.out.println(new ObjectMapper().writeValueAsString(report));
    return 0;
  }

  private ParallelBatches<PictureBatch> batches(int epoch, int count) {
    Random random = new Random(1);
    byte[][] pixels = new byte[PICTURES][SOURCE_SIDE * SOURCE_SIDE * 3];
    Arrays.stream(pixels).forEach(random::nextBytes);
    int[] labels = new int[PICTURES];
    InputSpec spec =
        new InputSpec(
            InputSpec.P1,
            3,
            SIDE,
            SIDE,
            Kernel.BICUBIC,
            InputSpec.Fit.STRETCH,
            Collections.nCopies(3, 0.5),
            Collections.nCopies(3, 0.25));
    ClassExamples examples =
        new ClassExamples(new LabelledImages(3, SOURCE_SIDE, pixels, labels), 2);
    PictureBatches maker = new PictureBatches(examples, spec, views(), new Mixing.None());
    BatchPlan plan =
        new BatchPlan(
            new Cycled(new Shuffled(PICTURES, new Seed(1)), epoch * batch),
            batch,
            BatchPlan.Remainder.KEPT);
    return new ParallelBatches<>(plan, maker, new Seed(2), count);
  }

  private static Augmentation views() {
    return new Augmentation(
        List.of(
            new ResizedCrop(SIDE, SIDE, 0.5, 4 / 3.0),
            new Flip(0.5, 0.5),
            new Rotation(20),
            new Brightness(0.2),
            new Contrast(0.2),
            new Saturation(0.2)),
        Border.REPEATED);
  }

  private double picturesPerSecond(int count) {
    int number = 40 * count;
    try (ParallelBatches<PictureBatch> source = batches(number, count)) {
      drain(source, number); // Warm-up.
      long start = System.nanoTime();
      drain(source, number);
      return number * batch / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static void drain(ParallelBatches<PictureBatch> source, int number) {
    try (BatchStream<PictureBatch> stream = source.epoch(0, 0)) {
      for (int i = 0; i < number; i++) {
        stream.next();
      }
    }
  }

  /** The first steps, in which everything warms up, do not count. */
  private Starved starved(int count) {
    int warmUp = 2;
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        ParallelBatches<PictureBatch> source = batches(steps + warmUp, count)) {
      Network net =
          Networks.create(network, new Build(manager, new Random(1)), NetworkOptions.published(1));
      TrainingSettings settings =
          TrainingSettings.of(
              1, LearningRate.byStep(new Constant(1e-4)), Adam.adamW(0.01), new Seed(3));
      StopWatch watch = new StopWatch(source, warmUp);
      try (TrainingRun<PictureBatch> run =
          new TrainingRun<>(
              net,
              manager,
              source,
              new PictureObjective(net, manager, new BinaryCrossEntropy()),
              settings)) {
        run.finish(() -> 0, watch);
      }
      return watch.result(steps);
    }
  }

  private static final class StopWatch implements RunListener {
    private final ParallelBatches<PictureBatch> source;
    private final int warmUp;
    private long start;
    private long waitedBefore;
    private long end;
    private long waited;

    StopWatch(ParallelBatches<PictureBatch> source, int warmUp) {
      this.source = source;
      this.warmUp = warmUp;
    }

    @Override
    public void stepped(TrainingRun<?> run) {
      end = System.nanoTime();
      waited = source.waited().toNanos();
      if (run.steps() == warmUp) {
        start = end;
        waitedBefore = waited;
      }
    }

    Starved result(int steps) {
      double elapsed = end - start;
      return new Starved((waited - waitedBefore) / elapsed, elapsed / steps / 1e9);
    }
  }
}
