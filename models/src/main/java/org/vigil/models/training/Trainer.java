package org.vigil.models.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.loss.Loss;
import org.vigil.models.network.Network;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Tensor;

/**
 * Trains a network on labelled pictures and keeps the weights of the epoch that was best on the
 * validation split. One at a time per process: the engine has one gradient collector.
 */
public final class Trainer {
  private final Network network;
  private final NDManager manager;
  private final InputSpec spec;
  private final int classes;
  private final TrainingSettings settings;

  /**
   * @param network the network to train, whose tensors live in {@code manager}
   * @param classes labels; one output with two classes stands for the second class
   */
  public Trainer(
      Network network, NDManager manager, InputSpec spec, int classes, TrainingSettings settings) {
    this.network = network;
    this.manager = manager;
    this.spec = spec;
    this.classes = classes;
    this.settings = settings;
  }

  /**
   * What an epoch came to.
   *
   * @param number from 1
   * @param loss mean over the training pictures
   * @param validation the value that the run is judged by; larger is better
   */
  public record Epoch(int number, double loss, double validation) {}

  /**
   * Runs all epochs, or fewer when the validation value stops rising.
   *
   * @param validation value of the network as it is; larger is better
   * @return the weights of the best epoch, which the network has again
   * @throws IllegalStateException if the loss or the validation value is no number
   */
  public Map<String, Tensor> train(
      LabelledImages data,
      Loss loss,
      Augmentation augmentation,
      ToDoubleFunction<Trainer> validation,
      Consumer<Epoch> progress) {
    Random random = new Random(settings.seed());
    int steps = (data.size() + settings.batchSize() - 1) / settings.batchSize();
    Optimiser optimiser =
        new Optimiser(
            network.parameters(),
            manager,
            Adam.adamW(settings.weightDecay()),
            new GradientClip.None(),
            List.of());
    Map<String, Tensor> best = ModuleWeights.save(network);
    double bestValue = Double.NEGATIVE_INFINITY;
    int bestEpoch = 0;
    for (int epoch = 1;
        epoch <= settings.epochs() && epoch - bestEpoch <= settings.patience();
        epoch++) {
      double mean = epoch(data, loss, augmentation, random, optimiser, (epoch - 1) * steps, steps);
      double value = validation.applyAsDouble(this);
      if (Double.isNaN(value)) {
        throw new IllegalStateException("the validation value of epoch " + epoch + " is no number");
      }
      progress.accept(new Epoch(epoch, mean, value));
      if (value > bestValue) {
        bestValue = value;
        bestEpoch = epoch;
        best = ModuleWeights.save(network);
      }
    }
    JniUtils.setGradMode(false);
    ModuleWeights.load(network, best);
    return best;
  }

  private double epoch(
      LabelledImages data,
      Loss loss,
      Augmentation augmentation,
      Random random,
      Optimiser optimiser,
      int firstStep,
      int steps) {
    network.train(true);
    List<Integer> order = new ArrayList<>(data.size());
    for (int i = 0; i < data.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      int from = step * settings.batchSize();
      List<Integer> batch = order.subList(from, Math.min(data.size(), from + settings.batchSize()));
      float[] input = new float[batch.size() * spec.length()];
      for (int i = 0; i < batch.size(); i++) {
        augmentation.random(data, batch.get(i), spec, random, input, i * spec.length());
      }
      sum += step(input, targets(data, batch), loss, batch.size()) * batch.size();
      optimiser.step(settings.rateAt(firstStep + step, steps));
    }
    network.train(false);
    return sum / data.size();
  }

  private double step(float[] input, float[] targets, Loss loss, int size) {
    try (NDScope scope = new NDScope();
        GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      scope.suppressNotUsedWarning();
      NDArray logits = network.forward(manager.create(input, inputShape(size)));
      NDArray value = loss.of(logits, manager.create(targets, logits.getShape()));
      collector.backward(value);
      double number = value.getFloat();
      if (!Double.isFinite(number)) {
        throw new IllegalStateException("the loss is " + number);
      }
      return number;
    }
  }

  private float[] targets(LabelledImages data, List<Integer> batch) {
    int outputs = classes == 2 ? 1 : classes;
    float[] targets = new float[batch.size() * outputs];
    for (int i = 0; i < batch.size(); i++) {
      int label = data.labels()[batch.get(i)];
      if (outputs == 1) {
        targets[i] = label;
      } else {
        targets[i * outputs + label] = 1;
      }
    }
    return targets;
  }

  private Shape inputShape(int size) {
    return new Shape(size, spec.channels(), spec.height(), spec.width());
  }

  /** Logits of the network as it is, [picture][output]. */
  public double[][] logits(LabelledImages data) {
    return logits(
        data.size(),
        i -> {
          float[] input = new float[spec.length()];
          Augmentation.plain(data, i, spec, input, 0);
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
    for (int from = 0; from < count; from += settings.batchSize()) {
      int size = Math.min(settings.batchSize(), count - from);
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
      float[] logits = network.forward(manager.create(batch, inputShape(size))).toFloatArray();
      int outputs = logits.length / size;
      for (int i = 0; i < size; i++) {
        int row = i * outputs;
        all[from + i] = new double[outputs];
        Arrays.setAll(all[from + i], j -> logits[row + j]);
      }
    }
  }
}
