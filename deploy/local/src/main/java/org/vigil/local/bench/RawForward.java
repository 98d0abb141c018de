package org.vigil.local.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Images per second of the network's forward pass with nothing around it.
 *
 * @param threads torch's threads in {@code before} and {@code after}, the same as in the pipeline
 * @param before measured before the stack started
 * @param after measured after it had stopped
 * @param cores all processors of the machine
 * @param allCores measured with so many threads: what the machine could do if a pipeline cost
 *     nothing
 * @param asTrained measured at {@code threads} on the network as it was trained, not rewritten for
 *     inference
 * @param asTrainedAllCores the same with {@code cores} threads
 */
public record RawForward(
    int threads,
    double before,
    double after,
    int cores,
    double allCores,
    double asTrained,
    double asTrainedAllCores) {

  /** At the pipeline's number of threads: the mean of before and after. */
  @JsonProperty
  public double mean() {
    return (before + after) / 2;
  }
}
