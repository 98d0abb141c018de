package org.vigil.local.bench;

import java.time.Instant;
import java.util.List;

/**
 * All that a run of the benchmark found; its JSON is the command's output.
 *
 * @param takenAt when it began
 * @param machine what it ran on
 * @param settings how it was asked for
 * @param rawBefore images per second of the bare forward pass before the stack started
 * @param rawAfter the same after it had stopped
 * @param phases what the pipeline did
 */
public record PipelineReport(
    Instant takenAt,
    Machine machine,
    PipelineSettings settings,
    double rawBefore,
    double rawAfter,
    List<PhaseResult> phases) {

  /** Images per second of the bare forward pass. */
  public double raw() {
    return (rawBefore + rawAfter) / 2;
  }

  /** A phase's throughput as a share of the bare forward pass's. */
  public double ratio(PhaseResult phase) {
    return phase.studiesPerSecond() / raw();
  }

  /** Milliseconds of one bare forward pass. */
  public double forwardMillis() {
    return settings.batch() / raw() * 1e3;
  }
}
