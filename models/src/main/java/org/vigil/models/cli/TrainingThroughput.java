package org.vigil.models.cli;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.vigil.models.loss.WeightedCrossEntropy;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.ForInference;
import org.vigil.models.nn.MemoryFormat;
import org.vigil.models.sampling.BatchSource;
import org.vigil.models.sampling.BatchStream;
import org.vigil.models.schedule.Constant;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.RunListener;
import org.vigil.models.training.Sgd;
import org.vigil.models.training.TrainingRun;
import org.vigil.models.training.TrainingSettings;
import picocli.CommandLine.Command;

/**
 * The Java half of {@code models/bench/training-speed}: for each line {@code <network> <batch>
 * <forward|serving|train> <steps>} on standard input it answers with a JSON line of the wall and
 * CPU seconds of each step. "serving" is forward, rewritten as a scorer does. The Python half is
 * {@code models/bench/torch_worker.py}.
 */
@Command(name = "bench-steps", hidden = true, description = "Times steps on request.")
final class TrainingThroughput implements Callable<Integer> {
  private static final int SIDE = 224;
  private static final int CLASSES = 1000;
  private static final int WARM_UP = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** When a step was done, in nanoseconds of the clock and of all processors. */
  private record Mark(long wall, long cpu) {
    static Mark now() {
      OperatingSystemMXBean process =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Mark(System.nanoTime(), process.getProcessCpuTime());
    }
  }

  private record Pair(NDArray input, NDArray target) {}

  @Override
  public Integer call() throws IOException {
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      String[] words = line.trim().split(" ", -1);
      int batch = Integer.parseInt(words[1]);
      int steps = Integer.parseInt(words[3]);
      System.out.println(answer(measure(words[0], batch, words[2], steps)));
      System.out.flush();
    }
    return 0;
  }

  private static String answer(List<Mark> marks) throws IOException {
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    for (int i = WARM_UP; i < marks.size(); i++) {
      wall.add((marks.get(i).wall() - marks.get(i - 1).wall()) / 1e9);
      cpu.add((marks.get(i).cpu() - marks.get(i - 1).cpu()) / 1e9);
    }
    return JSON.writeValueAsString(Map.of("wall", wall, "cpu", cpu));
  }

  private static List<Mark> measure(String name, int batch, String kind, int steps) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network network =
          Networks.create(
              name, new Build(manager, new Random(1)), NetworkOptions.published(CLASSES));
      Pair pair = pair(manager, batch);
      if (kind.equals("train")) {
        return train(network, manager, pair, steps + WARM_UP);
      }
      if (kind.equals("serving")) {
        ForInference.rewrite(network);
      }
      return forward(network, pair.input(), steps + WARM_UP);
    }
  }

  private static Pair pair(NDManager manager, int batch) {
    float[] targets = new float[batch * CLASSES];
    for (int i = 0; i < batch; i++) {
      targets[i * CLASSES + i] = 1;
    }
    return new Pair(
        manager.randomUniform(-1, 1, new Shape(batch, 3, SIDE, SIDE)),
        manager.create(targets, new Shape(batch, CLASSES)));
  }

  private static List<Mark> forward(Network network, NDArray input, int steps) {
    JniUtils.setGradMode(false);
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        network.forward(MemoryFormat.channelsLast(input)).toFloatArray();
      }
      marks.add(Mark.now());
    }
    return marks;
  }

  private static List<Mark> train(Network network, NDManager manager, Pair pair, int steps) {
    float[] weights = new float[CLASSES];
    java.util.Arrays.fill(weights, 1);
    WeightedCrossEntropy loss = new WeightedCrossEntropy(weights);
    TrainingSettings settings =
        TrainingSettings.of(
            1, LearningRate.byStep(new Constant(1e-3)), new Sgd(0.9, false, 1e-4), new Seed(1));
    List<Mark> marks = new ArrayList<>();
    try (TrainingRun<Pair> run =
        new TrainingRun<>(
            network,
            manager,
            new Same(pair, steps),
            same ->
                loss.of(network.forward(MemoryFormat.channelsLast(same.input())), same.target()),
            settings)) {
      run.finish(
          () -> 0,
          new RunListener() {
            @Override
            public void stepped(TrainingRun<?> at) {
              marks.add(Mark.now());
            }
          });
    }
    return marks;
  }

  /** The same batch again and again. */
  private record Same(Pair pair, int batches) implements BatchSource<Pair> {
    @Override
    public BatchStream<Pair> epoch(int number, int firstBatch) {
      return new BatchStream<>() {
        @Override
        public Pair next() {
          return pair;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public String description() {
      return "the same batch";
    }
  }
}
