package org.vigil.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Contrast;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.Mixing;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.augmentation.PictureBatches;
import org.vigil.models.augmentation.Rotation;
import org.vigil.models.dataset.ClassExamples;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.loss.BinaryCrossEntropy;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.sampling.Balanced;
import org.vigil.models.sampling.BatchPlan;
import org.vigil.models.sampling.BatchStream;
import org.vigil.models.sampling.ParallelBatches;
import org.vigil.models.schedule.Cosine;
import org.vigil.models.seed.Seed;
import org.vigil.models.weights.Tensor;

/**
 * A run of a few steps with everything random in it: balanced order, views, mixup and dropout. The
 * second epoch has the best validation value.
 */
final class SmallRun implements AutoCloseable {
  static final int EPOCHS = 3;
  static final int BATCHES = 3;

  private static final int SIDE = 8;
  private static final int BATCH = 4;

  private final NDManager manager;
  private final Network network;
  private final ParallelBatches<PictureBatch> batches;
  private final TrainingRun<PictureBatch> run;
  private int validations;

  SmallRun(NDManager parent, TrainingSettings settings, int threads) {
    this.manager = parent.newSubManager();
    this.network =
        Networks.create(
            "resnet18", new Build(manager, new Random(threads)), new NetworkOptions(1, 1, 4, true));
    this.batches = batches(threads);
    this.run = new TrainingRun<>(network, manager, batches, this::lossWithDropout, settings);
  }

  static TrainingSettings settings(UpdateRule rule) {
    LearningRate rate = LearningRate.byStep(new Cosine(1e-2, 0, EPOCHS * BATCHES));
    return TrainingSettings.of(EPOCHS, rate, rule, new Seed(5));
  }

  private static ParallelBatches<PictureBatch> batches(int threads) {
    Random random = new Random(11);
    byte[][] pixels = new byte[10][SIDE * SIDE];
    int[] labels = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1};
    for (byte[] picture : pixels) {
      random.nextBytes(picture);
    }
    InputSpec spec =
        new InputSpec(
            InputSpec.P1,
            1,
            SIDE,
            SIDE,
            Kernel.BICUBIC,
            InputSpec.Fit.STRETCH,
            Collections.nCopies(1, 0.5),
            Collections.nCopies(1, 0.25));
    Augmentation views =
        new Augmentation(
            List.of(new Flip(0.5, 0), new Rotation(20), new Contrast(0.2)), Border.REPEATED);
    PictureBatches maker =
        new PictureBatches(
            new ClassExamples(new LabelledImages(1, SIDE, pixels, labels), 2),
            spec,
            views,
            new Mixing.Mixup(0.2));
    BatchPlan plan =
        new BatchPlan(
            new Balanced(labels, 2, BATCH * BATCHES / 2, new Seed(1)),
            BATCH,
            BatchPlan.Remainder.LEFT_OUT);
    return new ParallelBatches<>(plan, maker, new Seed(2), threads);
  }

  private NDArray lossWithDropout(PictureBatch batch) {
    Shape shape = new Shape(batch.size(), 1, SIDE, SIDE);
    NDArray features = network.features(manager.create(batch.inputs(), shape));
    NDArray dropped = ai.djl.nn.norm.Dropout.dropout(features, 0.3f, true).singletonOrThrow();
    NDArray targets = manager.create(batch.targets(), new Shape(batch.size(), 1));
    return new BinaryCrossEntropy().of(network.head(dropped), targets);
  }

  Network network() {
    return network;
  }

  void resume(Checkpoint checkpoint) {
    run.resume(checkpoint);
  }

  /** The value depends on the weights alone, so that it is the same after a resumption. */
  Map<String, Tensor> finish(RunListener listener) {
    return finishWith(listener, this::fingerprint);
  }

  Map<String, Tensor> finishWith(RunListener listener, DoubleSupplier validation) {
    return run.finish(validation, listener);
  }

  private double fingerprint() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      JniUtils.setGradMode(false);
      NDArray ones = manager.ones(new Shape(1, 1, SIDE, SIDE));
      return Math.sin(1e3 * network.forward(ones).getFloat());
    }
  }

  /** Rises with every validation. */
  double validations() {
    return ++validations;
  }

  /** What a first normalisation's statistics should be: means over an epoch's batches. */
  Map<String, float[]> statisticsOf(int epoch, String norm) {
    float[] mean = new float[4];
    float[] variance = new float[4];
    try (BatchStream<PictureBatch> stream = batches.epoch(epoch, 0)) {
      for (int i = 0; i < BATCHES; i++) {
        add(stream.next(), mean, variance);
      }
    }
    Map<String, float[]> statistics = new LinkedHashMap<>();
    statistics.put(norm + ".running_mean", mean);
    statistics.put(norm + ".running_var", variance);
    return statistics;
  }

  private void add(PictureBatch batch, float[] mean, float[] variance) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Shape shape = new Shape(batch.size(), 1, SIDE, SIDE);
      NDArray x = manager.create(batch.inputs(), shape);
      NDArray weight = network.parameters().get("conv1.weight").value().stopGradient();
      NDArray maps =
          ai.djl.nn.convolutional.Conv2d.conv2d(
                  x, weight, null, new Shape(1, 1), new Shape(1, 1), new Shape(1, 1), 1)
              .singletonOrThrow();
      NDArray values = maps.transpose(1, 0, 2, 3).reshape(4, -1);
      for (int channel = 0; channel < 4; channel++) {
        float[] row = values.get(channel).toFloatArray();
        double average = 0;
        double squares = 0;
        for (float value : row) {
          average += value / (double) row.length;
        }
        for (float value : row) {
          squares += (value - average) * (value - average) / (row.length - 1);
        }
        mean[channel] += (float) (average / BATCHES);
        variance[channel] += (float) (squares / BATCHES);
      }
    }
  }

  @Override
  public void close() {
    run.close();
    batches.close();
    manager.close();
  }
}
