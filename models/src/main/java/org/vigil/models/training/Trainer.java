package org.vigil.models.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Mixing;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.augmentation.PictureBatches;
import org.vigil.models.dataset.ClassExamples;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.loss.Loss;
import org.vigil.models.network.Network;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.sampling.BatchPlan;
import org.vigil.models.sampling.ParallelBatches;
import org.vigil.models.sampling.Shuffled;
import org.vigil.models.seed.Seed;
import org.vigil.models.weights.Tensor;

/**
 * Teaches a network classes from small labelled pictures and keeps the weights of the epoch that
 * was best on the validation split. Not thread-safe.
 */
public final class Trainer {
  private static final Seed UNUSED = new Seed(0);
  private static final int THREADS = 2; // One prepares while another is written.

  private final Network network;
  private final NDManager manager;
  private final InputSpec spec;
  private final int classes;
  private final int batchSize;

  /**
   * @param network the network to train, whose tensors live in {@code manager}
   * @param classes labels; one output with two classes stands for the second class
   * @param batchSize pictures per step
   */
  public Trainer(Network network, NDManager manager, InputSpec spec, int classes, int batchSize) {
    this.network = network;
    this.manager = manager;
    this.spec = spec;
    this.classes = classes;
    this.batchSize = batchSize;
  }

  /**
   * Runs all epochs, or fewer when the validation value stops rising.
   *
   * @param validation value of the network as it is; larger is better
   * @param checkpoint file to go on from if it exists, and to write after every epoch
   * @return the weights of the best epoch, which the network has again
   * @throws DivergedException if the loss or the validation value is no number
   */
  public Map<String, Tensor> train(
      LabelledImages data,
      Loss loss,
      Augmentation augmentation,
      TrainingSettings settings,
      ToDoubleFunction<Trainer> validation,
      Consumer<Epoch> progress,
      Optional<Path> checkpoint)
      throws IOException {
    PictureObjective objective = new PictureObjective(network, manager, loss);
    try (ParallelBatches<PictureBatch> batches = batches(data, augmentation, settings.seed());
        TrainingRun<PictureBatch> run =
            new TrainingRun<>(network, manager, batches, objective, settings)) {
      if (checkpoint.isPresent() && Files.exists(checkpoint.get())) {
        run.resume(Checkpoint.read(checkpoint.get()));
      }
      return run.finish(
          () -> validation.applyAsDouble(this), new EpochCheckpoints(checkpoint, progress));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private ParallelBatches<PictureBatch> batches(
      LabelledImages data, Augmentation augmentation, Seed seed) {
    BatchPlan plan =
        new BatchPlan(new Shuffled(data.size(), seed.at(0)), batchSize, BatchPlan.Remainder.KEPT);
    PictureBatches maker =
        new PictureBatches(new ClassExamples(data, classes), spec, augmentation, new Mixing.None());
    return new ParallelBatches<>(plan, maker, seed.at(1), THREADS);
  }

  /** Logits of the network as it is, [picture][output]. */
  public double[][] logits(LabelledImages data) {
    return logits(
        data.size(),
        i -> {
          float[] input = new float[spec.length()];
          Augmentation.NONE.write(data.picture(i), spec, UNUSED, input, 0);
          return input;
        });
  }

  /** Logits of the network as it is for prepared pictures, [picture][output]. */
  public double[][] logits(List<float[]> inputs) {
    return logits(inputs.size(), inputs::get);
  }

  private double[][] logits(int count, IntFunction<float[]> inputs) {
    JniUtils.setGradMode(false);
    double[][] all = new double[count][];
    for (int from = 0; from < count; from += batchSize) {
      int size = Math.min(batchSize, count - from);
      float[] batch = new float[size * spec.length()];
      for (int i = 0; i < size; i++) {
        System.arraycopy(inputs.apply(from + i), 0, batch, i * spec.length(), spec.length());
      }
      forward(batch, size, all, from);
    }
    return all;
  }

  private void forward(float[] batch, int size, double[][] all, int from) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      float[] logits =
          network
              .forward(
                  manager.create(
                      batch, new Shape(size, spec.channels(), spec.height(), spec.width())))
              .toFloatArray();
      int outputs = logits.length / size;
      for (int i = 0; i < size; i++) {
        int row = i * outputs;
        all[from + i] = new double[outputs];
        Arrays.setAll(all[from + i], j -> logits[row + j]);
      }
    }
  }
}
