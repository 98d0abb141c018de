package org.vigil.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Module;
import org.vigil.models.sampling.BatchSource;
import org.vigil.models.sampling.BatchStream;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Tensor;

/**
 * Trains a module step by step and keeps the weights that were best in validation. The same
 * settings, data and first weights give the same weights, whether in one go or through any number
 * of checkpoints, on the same machine with the same number of threads. One thread at a time.
 *
 * @param <B> what a training step learns from
 */
public final class TrainingRun<B> implements AutoCloseable {
  private final Module module;
  private final BatchSource<B> source;
  private final Objective<B> objective;
  private final TrainingSettings settings;
  private final RunState state;

  /**
   * @param module what learns; its tensors are changed in place
   * @param parent owns what the run needs besides, until {@link #close()}
   */
  public TrainingRun(
      Module module,
      NDManager parent,
      BatchSource<B> source,
      Objective<B> objective,
      TrainingSettings settings) {
    this.module = module;
    this.source = source;
    this.objective = objective;
    this.settings = settings;
    this.state = new RunState(module, parent, settings, source.description());
  }

  /**
   * Runs to the end from wherever the run is.
   *
   * @param validation value of the module as it is then, in evaluation mode; larger is better
   * @return the best weights, which the module has again
   * @throws DivergedException if the loss or the validation value is no number
   */
  public Map<String, Tensor> finish(DoubleSupplier validation, RunListener listener) {
    while (!state.progress().stopped()) {
      trainEpoch(listener);
      validateEpoch(validation, listener);
    }
    if (settings.averaging() instanceof Averaging.Stochastic
        && state.average().orElseThrow().count() > 0) {
      validateMean(validation, listener);
    }
    Map<String, Tensor> weights = state.best().orElseGet(() -> ModuleWeights.save(module));
    JniUtils.setGradMode(false);
    ModuleWeights.load(module, weights);
    return weights;
  }

  private void trainEpoch(RunListener listener) {
    int epoch = state.progress().epoch();
    int phase = settings.phaseOf(epoch);
    LearningRate rate = settings.phases().get(phase).rate();
    int epochOfPhase = epoch - settings.firstEpoch(phase);
    trainingMode(phase);
    try (BatchStream<B> batches = source.epoch(epoch, state.progress().batch())) {
      for (int batch = state.progress().batch(); batch < source.batches(); batch++) {
        double loss = backward(batches.next());
        state.optimiser().step(rate.at(epochOfPhase, batch, source.batches()));
        if (settings.averaging() instanceof Averaging.Exponential mean) {
          state.average().orElseThrow().update(mean.decay());
        }
        state.batchDone(loss);
        listener.stepped(this);
      }
    } finally {
      module.train(false);
    }
  }

  private void trainingMode(int phase) {
    module.train(true);
    settings.phases().get(phase).frozen().forEach(name -> module.part(name).train(false));
  }

  private double backward(B batch) {
    RunProgress at = state.progress();
    JniUtils.setSeed(settings.seed().at(at.epoch()).at(at.batch()).value());
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray loss = objective.loss(batch);
      JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
      // A number times a scalar is float64 in the engine, whatever the scalar was.
      double value = loss.toType(DataType.FLOAT64, false).getDouble();
      if (!Double.isFinite(value)) {
        throw new DivergedException(
            "the loss of epoch %d, batch %d is %s"
                .formatted(at.epoch() + 1, at.batch() + 1, value));
      }
      return value;
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  private void validateEpoch(DoubleSupplier validation, RunListener listener) {
    int epoch = state.progress().epoch();
    double loss = state.progress().lossSum() / source.batches();
    if (settings.averaging() instanceof Averaging.Stochastic mean && epoch >= mean.firstEpoch()) {
      AveragedWeights weights = state.average().orElseThrow();
      weights.update(weights.count() / (weights.count() + 1.0));
    }
    boolean averaged = settings.averaging() instanceof Averaging.Exponential;
    double value = averaged ? valueOfMean(validation) : value(validation);
    state.epochDone(value);
    listener.finished(new Epoch(epoch + 1, loss, value), this);
  }

  private double value(DoubleSupplier validation) {
    double value = validation.getAsDouble();
    if (Double.isNaN(value)) {
      throw new DivergedException(
          "the validation value of epoch " + (state.progress().epoch() + 1) + " is no number");
    }
    state.offer(value);
    return value;
  }

  private double valueOfMean(DoubleSupplier validation) {
    AveragedWeights weights = state.average().orElseThrow();
    weights.exchange();
    try {
      return value(validation);
    } finally {
      weights.exchange();
    }
  }

  /** The mean of weights, with statistics of its own, as one more epoch. */
  private void validateMean(DoubleSupplier validation, RunListener listener) {
    double value =
        valueOfMean(
            () -> {
              reestimate();
              return validation.getAsDouble();
            });
    listener.finished(new Epoch(state.progress().epoch() + 1, Double.NaN, value), this);
  }

  private void reestimate() {
    int phase = settings.phases().size() - 1;
    List<BatchNorm2d> norms = BatchNormStatistics.in(module);
    for (String frozen : settings.phases().get(phase).frozen()) {
      norms.removeAll(BatchNormStatistics.in(module.part(frozen)));
    }
    trainingMode(phase);
    try (BatchStream<B> batches = source.epoch(state.progress().epoch(), 0)) {
      BatchNormStatistics.reestimate(norms, source.batches(), () -> objective.loss(batches.next()));
    } finally {
      module.train(false);
    }
  }

  /** Steps taken so far in all. */
  public long steps() {
    RunProgress at = state.progress();
    return (long) at.epoch() * source.batches() + at.batch();
  }

  /** The run as it is now; for the run's thread, between steps. */
  public Checkpoint checkpoint() {
    return state.checkpoint();
  }

  /**
   * Goes on where a checkpoint was taken, all or nothing.
   *
   * @throws CheckpointException if it is of other settings or data
   * @throws org.vigil.models.weights.WeightsException if it is of another module
   */
  public void resume(Checkpoint checkpoint) {
    state.restore(checkpoint);
  }

  @Override
  public void close() {
    state.close();
  }
}
