package org.vigil.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.schedule.Constant;
import org.vigil.models.schedule.Exponential;
import org.vigil.models.seed.Seed;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Tensor;
import org.vigil.models.weights.WeightsException;

class TrainingRunTest {
  private static final int STEPS = SmallRun.EPOCHS * SmallRun.BATCHES;

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<TrainingSettings> everyKindOfRun() {
    TrainingSettings adam = SmallRun.settings(Adam.adamW(0.01));
    TrainingSettings nesterov = SmallRun.settings(new Sgd(0.9, true, 1e-3));
    return Stream.of(
        adam,
        nesterov.withClip(new GradientClip.Norm(0.5)),
        adam.withAveraging(new Averaging.Exponential(0.9)),
        nesterov.withAveraging(new Averaging.Stochastic(1)),
        adam.withGroups(List.of(new ParameterGroup("fc.", 0.1))),
        adam.withPhases(
            List.of(
                new Phase(1, LearningRate.byStep(new Constant(1e-2)), List.of("conv1", "bn1")),
                Phase.of(2, LearningRate.byEpoch(new Exponential(1e-3, 0.5, 1))))));
  }

  /** A run in one go, which leaves a checkpoint file behind after every step. */
  private Map<String, Tensor> whole(TrainingSettings settings, Path folder) {
    try (SmallRun run = new SmallRun(manager, settings, 1)) {
      return run.finish(
          new RunListener() {
            @Override
            public void stepped(TrainingRun<?> at) {
              write(at, folder.resolve("step" + at.steps()));
            }

            @Override
            public void finished(Epoch epoch, TrainingRun<?> at) {
              write(at, folder.resolve("epoch" + epoch.number()));
            }
          });
    }
  }

  private static void write(TrainingRun<?> run, Path file) {
    try {
      run.checkpoint().write(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("everyKindOfRun")
  void aRunResumedAfterAnyStepEndsInTheSameWeightsBitForBit(
      TrainingSettings settings, @TempDir Path folder) throws IOException {
    Map<String, Tensor> expected = whole(settings, folder);
    byte[] end = Files.readAllBytes(folder.resolve("epoch" + SmallRun.EPOCHS));
    List<String> points = new ArrayList<>(List.of("epoch1", "epoch2"));
    for (int step = 1; step <= STEPS; step++) {
      points.add("step" + step);
    }
    for (String point : points) {
      // Other first weights and another number of threads: all must come from the file.
      try (SmallRun run = new SmallRun(manager, settings, 3)) {
        run.resume(Checkpoint.read(folder.resolve(point)));
        Path again = folder.resolve("again");
        Map<String, Tensor> resumed =
            run.finish(
                new RunListener() {
                  @Override
                  public void finished(Epoch epoch, TrainingRun<?> at) {
                    if (epoch.number() == SmallRun.EPOCHS) {
                      write(at, again);
                    }
                  }
                });
        assertEquals(expected, resumed, point);
        assertEquals(hex(end), hex(Files.readAllBytes(again)), point);
      }
    }
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  @Test
  void aRunThatIsKilledGoesOnInAnotherProcessToTheSameBytes(@TempDir Path folder) throws Exception {
    Path whole = folder.resolve("whole");
    Path checkpoint = folder.resolve("checkpoint");
    Path resumed = folder.resolve("resumed");
    assertEquals(0, SmallRunProcess.start(whole, folder.resolve("unused"), STEPS + 1).waitFor());
    assertEquals(SmallRunProcess.KILLED, SmallRunProcess.start(resumed, checkpoint, 4).waitFor());
    assertFalse(Files.exists(resumed));
    assertEquals(0, SmallRunProcess.start(resumed, checkpoint, STEPS + 1).waitFor());
    assertEquals(hex(Files.readAllBytes(whole)), hex(Files.readAllBytes(resumed)));
  }

  @Test
  void aFrozenPartStandsStillStatisticsIncludedUntilItsPhaseIsOver() {
    Phase first = new Phase(1, LearningRate.byStep(new Constant(1e-2)), List.of("layer1", "bn1"));
    Phase second = Phase.of(1, LearningRate.byStep(new Constant(1e-2)));
    TrainingSettings settings = SmallRun.settings(Adam.adam(0)).withPhases(List.of(first, second));
    try (SmallRun run = new SmallRun(manager, settings, 1)) {
      Map<String, Tensor> before = ModuleWeights.save(run.network());
      List<Map<String, Tensor>> after = new ArrayList<>();
      run.finish(
          new RunListener() {
            @Override
            public void finished(Epoch epoch, TrainingRun<?> at) {
              after.add(ModuleWeights.save(run.network()));
            }
          });
      before.forEach(
          (name, tensor) -> {
            boolean counted = name.endsWith("num_batches_tracked");
            if (name.startsWith("layer1.") || name.startsWith("bn1.")) {
              assertEquals(tensor, after.get(0).get(name), name);
            } else if (!counted) {
              assertNotEquals(tensor, after.get(0).get(name), name);
            }
            if (!counted) {
              assertNotEquals(tensor, after.get(1).get(name), name);
            }
          });
    }
  }

  @Test
  void anExponentialMeanIsWhatIsValidatedAndKept() {
    TrainingSettings settings =
        SmallRun.settings(Adam.adam(0)).withAveraging(new Averaging.Exponential(0.75));
    Map<String, float[]> means = new LinkedHashMap<>();
    try (SmallRun run = new SmallRun(manager, settings, 1)) {
      RunListener averager =
          new RunListener() {
            @Override
            public void stepped(TrainingRun<?> at) {
              run.network()
                  .parameters()
                  .forEach(
                      (name, parameter) -> {
                        if (!name.endsWith("num_batches_tracked")) {
                          merge(means, name, parameter.value().toFloatArray(), 0.75);
                        }
                      });
            }
          };
      run.finishWith(averager, () -> run.validations());
      assertMeans(means, ModuleWeights.save(run.network()));
    }
  }

  private static void merge(Map<String, float[]> means, String name, float[] now, double memory) {
    float[] mean = means.putIfAbsent(name, now.clone());
    for (int i = 0; mean != null && i < mean.length; i++) {
      mean[i] = (float) (memory * mean[i] + (1 - memory) * now[i]);
    }
  }

  private static void assertMeans(Map<String, float[]> means, Map<String, Tensor> kept) {
    means.forEach(
        (name, mean) -> {
          for (int i = 0; i < mean.length; i++) {
            float value =
                kept.get(name)
                    .data()
                    .duplicate()
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .getFloat(4 * i);
            assertEquals(mean[i], value, 1e-5 * (1 + Math.abs(mean[i])), name);
          }
        });
  }

  @Test
  void theMeanOfTheLastEpochsIsValidatedWithStatisticsOfItsOwn() {
    TrainingSettings settings =
        SmallRun.settings(Adam.adam(0)).withAveraging(new Averaging.Stochastic(1));
    Map<String, float[]> sums = new LinkedHashMap<>();
    List<Integer> epochs = new ArrayList<>();
    try (SmallRun run = new SmallRun(manager, settings, 1)) {
      RunListener summer =
          new RunListener() {
            @Override
            public void finished(Epoch epoch, TrainingRun<?> at) {
              epochs.add(epoch.number());
              if (epoch.number() == 2 || epoch.number() == 3) {
                run.network()
                    .parameters()
                    .forEach(
                        (name, parameter) -> {
                          if (parameter.learnable()) {
                            merge(
                                sums,
                                name,
                                parameter.value().toFloatArray(),
                                (epoch.number() - 2) / 2.0);
                          }
                        });
              }
            }
          };
      run.finishWith(summer, () -> run.validations());
      assertEquals(List.of(1, 2, 3, 4), epochs);
      Map<String, Tensor> kept = ModuleWeights.save(run.network());
      assertMeans(sums, kept);
      assertMeans(run.statisticsOf(SmallRun.EPOCHS, "bn1"), kept);
    }
  }

  @Test
  void aCheckpointOfOtherSettingsOrDataOrAnotherNetworkIsRefusedAndChangesNothing()
      throws IOException {
    TrainingSettings settings = SmallRun.settings(Adam.adam(0));
    Checkpoint[] taken = new Checkpoint[1];
    try (SmallRun run = new SmallRun(manager, settings, 1)) {
      run.finish(
          new RunListener() {
            @Override
            public void stepped(TrainingRun<?> at) {
              taken[0] = taken[0] == null ? at.checkpoint() : taken[0];
            }
          });
    }
    Checkpoint good = taken[0];
    Map<String, Tensor> fewer = new LinkedHashMap<>(good.tensors());
    fewer.remove("module.fc.bias");
    Map<String, String> astray = new LinkedHashMap<>(good.state());
    astray.put("batch", "-1");
    TrainingSettings other = SmallRun.settings(Adam.adam(0.5));
    try (SmallRun run = new SmallRun(manager, settings, 1);
        SmallRun different = new SmallRun(manager, other, 1)) {
      Map<String, Tensor> before = ModuleWeights.save(run.network());
      Checkpoint short1 = new Checkpoint(fewer, good.state());
      WeightsException e = assertThrows(WeightsException.class, () -> run.resume(short1));
      assertTrue(e.getMessage().contains("missing module.fc.bias F32[1]"), e.getMessage());
      Checkpoint lost = new Checkpoint(good.tensors(), astray);
      assertThrows(CheckpointException.class, () -> run.resume(lost));
      assertThrows(
          CheckpointException.class, () -> run.resume(new Checkpoint(good.tensors(), Map.of())));
      assertThrows(CheckpointException.class, () -> different.resume(good));
      assertEquals(before, ModuleWeights.save(run.network()));
      run.resume(good);
      assertNotEquals(before, ModuleWeights.save(run.network()));
    }
  }

  @Test
  void noiseInsideTheNetworkFollowsTheSeed() {
    TrainingSettings settings = SmallRun.settings(Adam.adam(0));
    Map<String, Tensor> first = weights(settings);
    assertEquals(first, weights(settings));
    TrainingSettings other =
        TrainingSettings.of(
            SmallRun.EPOCHS, settings.phases().get(0).rate(), Adam.adam(0), new Seed(99));
    assertNotEquals(first, weights(other));
  }

  private Map<String, Tensor> weights(TrainingSettings settings) {
    try (SmallRun run = new SmallRun(manager, settings, 1)) {
      return run.finish(RunListener.NONE);
    }
  }
}
