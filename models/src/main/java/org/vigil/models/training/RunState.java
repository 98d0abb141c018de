package org.vigil.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.nn.Module;
import org.vigil.models.nn.Parameter;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Tensor;

/** All that changes in the course of a run, and its way into a checkpoint and back. */
final class RunState implements AutoCloseable {
  private static final String DESCRIPTION = "run";
  private static final String STEPS = "optimiser_steps";
  private static final String UPDATES = "average_updates";

  private final Module module;
  private final NDManager manager;
  private final TrainingSettings settings;
  private final String description;
  private final Optional<AveragedWeights> average;
  private Optimiser optimiser;
  private RunProgress progress = RunProgress.START;
  private Optional<Map<String, Tensor>> best = Optional.empty();

  /**
   * @param data what the run learns from, in words
   */
  RunState(Module module, NDManager parent, TrainingSettings settings, String data) {
    this.module = module;
    this.manager = parent.newSubManager();
    this.settings = settings;
    this.description = settings + " on " + data;
    this.average =
        switch (settings.averaging()) {
          case Averaging.None none -> Optional.empty();
          case Averaging.Exponential all ->
              Optional.of(new AveragedWeights(module, manager, parameter -> true));
          case Averaging.Stochastic learnt ->
              Optional.of(new AveragedWeights(module, manager, Parameter::learnable));
        };
    this.optimiser = optimiserOf(0);
  }

  private Optimiser optimiserOf(int phase) {
    List<ParameterGroup> groups = new ArrayList<>();
    for (String part : settings.phases().get(phase).frozen()) {
      groups.add(ParameterGroup.frozen(part + "."));
    }
    groups.addAll(settings.groups());
    return new Optimiser(module.parameters(), manager, settings.rule(), settings.clip(), groups);
  }

  RunProgress progress() {
    return progress;
  }

  Optimiser optimiser() {
    return optimiser;
  }

  Optional<AveragedWeights> average() {
    return average;
  }

  /** The best weights in validation so far. */
  Optional<Map<String, Tensor>> best() {
    return best;
  }

  void batchDone(double loss) {
    progress = progress.afterBatch(loss);
  }

  /** Keeps the module's weights as they are now if their value is the best so far. */
  void offer(double value) {
    if (progress.isBetter(value)) {
      best = Optional.of(ModuleWeights.save(module));
    }
  }

  void epochDone(double value) {
    progress = progress.afterEpoch(value, settings.patience(), settings.epochs());
    int phase = settings.phaseOf(progress.epoch());
    if (!progress.stopped() && settings.firstEpoch(phase) == progress.epoch()) {
      optimiser.close();
      optimiser = optimiserOf(phase);
    }
  }

  Checkpoint checkpoint() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    arrays(optimiser).forEach((name, array) -> tensors.put(name, ModuleWeights.tensor(array)));
    best.orElse(Map.of()).forEach((name, tensor) -> tensors.put(Checkpoint.BEST + name, tensor));
    Map<String, String> state = new LinkedHashMap<>();
    state.put(DESCRIPTION, description);
    state.putAll(progress.toText());
    state.put(STEPS, Long.toString(optimiser.steps()));
    state.put(UPDATES, Long.toString(average.map(AveragedWeights::count).orElse(0L)));
    return new Checkpoint(tensors, state);
  }

  /** What a run changes in place, by section and name. */
  private Map<String, NDArray> arrays(Optimiser of) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    module
        .parameters()
        .forEach((name, parameter) -> arrays.put(Checkpoint.MODULE + name, parameter.value()));
    of.moments().forEach((name, moment) -> arrays.put(Checkpoint.OPTIMISER + name, moment));
    average.ifPresent(
        weights ->
            weights.means().forEach((name, mean) -> arrays.put(Checkpoint.AVERAGE + name, mean)));
    return arrays;
  }

  /** See {@link TrainingRun#resume}. */
  void restore(Checkpoint checkpoint) {
    String theirs = checkpoint.state().getOrDefault(DESCRIPTION, "nothing");
    if (!theirs.equals(description)) {
      throw new CheckpointException(
          "the checkpoint is of " + theirs + "; this run is " + description);
    }
    RunProgress at = RunProgress.fromText(checkpoint.state());
    long steps = checkpoint.count(STEPS);
    long updates = checkpoint.count(UPDATES);
    Optional<Map<String, Tensor>> theirBest = best(checkpoint, at);
    load(checkpoint, settings.phaseOf(at.epoch()));
    optimiser.continueAfter(steps);
    average.ifPresent(weights -> weights.continueAfter(updates));
    best = theirBest;
    progress = at;
  }

  private Optional<Map<String, Tensor>> best(Checkpoint checkpoint, RunProgress at) {
    if (at.bestEpoch() < 0) {
      return Optional.empty();
    }
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    module.parameters().forEach((name, parameter) -> arrays.put(name, parameter.value()));
    Map<String, Tensor> weights = checkpoint.section(Checkpoint.BEST);
    ModuleWeights.requireFits(arrays, weights);
    return Optional.of(weights);
  }

  private void load(Checkpoint checkpoint, int phase) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(checkpoint.tensors());
    tensors.keySet().removeIf(name -> name.startsWith(Checkpoint.BEST));
    Optimiser next = optimiserOf(phase);
    try {
      ModuleWeights.load(arrays(next), tensors);
    } catch (RuntimeException e) {
      next.close();
      optimiser.claim();
      throw e;
    }
    optimiser.close();
    optimiser = next;
  }

  @Override
  public void close() {
    manager.close();
  }
}
