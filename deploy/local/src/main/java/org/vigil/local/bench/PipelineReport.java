package org.vigil.local.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a run of the benchmark found; its JSON is the command's output.
 *
 * @param takenAt when it began
 * @param machine what it ran on
 * @param settings how it was asked for
 * @param raw the bare forward pass of the same network at the same batch size
 * @param phases what the pipeline did
 */
public record PipelineReport(
    Instant takenAt,
    Machine machine,
    PipelineSettings settings,
    RawForward raw,
    List<PhaseResult> phases) {

  /**
   * A phase's throughput as a share of the bare forward pass's.
   *
   * @param sameThreads of the forward pass at the pipeline's number of torch threads
   * @param allCores of the forward pass with every processor to itself
   * @param asTrained of the pass of the network as it was trained, at the pipeline's number
   * @param asTrainedAllCores of that pass with every processor to itself
   */
  public record Ratio(
      double sameThreads, double allCores, double asTrained, double asTrainedAllCores) {}

  /** Milliseconds of one bare forward pass at the pipeline's number of threads. */
  @JsonProperty
  public double forwardMillis() {
    return settings.batch() / raw.mean() * 1e3;
  }

  /** By phase. */
  @JsonProperty
  public Map<String, Ratio> ratios() {
    Map<String, Ratio> ratios = new LinkedHashMap<>();
    phases.forEach(phase -> ratios.put(phase.name(), ratio(phase)));
    return ratios;
  }

  /** Of one phase. */
  public Ratio ratio(PhaseResult phase) {
    double sustained = phase.studiesPerSecond();
    return new Ratio(
        sustained / raw.mean(),
        sustained / raw.allCores(),
        sustained / raw.asTrained(),
        sustained / raw.asTrainedAllCores());
  }
}
