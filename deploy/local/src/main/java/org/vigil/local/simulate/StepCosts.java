package org.vigil.local.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * What one study of one image costs, step by step, in milliseconds of one processor.
 *
 * @param ingest decode, normalise, store and announce, in ingest
 * @param prepare fetch, decode and preprocess, in inference beside the forward pass
 * @param passFixed of a forward pass, whatever its batch
 * @param passPerImage of a forward pass, for each image
 * @param place of the worklist
 * @param beside of broker, store and everybody else, without which the study does not wait
 */
public record StepCosts(
    double ingest,
    double prepare,
    double passFixed,
    double passPerImage,
    double place,
    double beside) {

  /** How much of a pass of one image does not grow with the batch, about, on a CPU. */
  private static final double FIXED_SHARE = 0.05;

  /** DenseNet121 at 224 pixels on one CPU thread: docs/performance.md. */
  public static StepCosts measured() {
    return of(27, 79, 62, 8, 32);
  }

  /** From the JSON of {@code ./vigil bench pipeline}: its saturated phase. */
  public static StepCosts ofBench(JsonNode report) throws IOException {
    JsonNode cpu = report.at("/phases/0/cpuMillis");
    if (!cpu.has("inference") || !report.has("forwardMillis")) {
      throw new IOException("no report of ./vigil bench pipeline: phases or forwardMillis missing");
    }
    double all = 0;
    for (JsonNode process : cpu) {
      all += process.asDouble();
    }
    double ingest = cpu.path("ingest").asDouble();
    double inference = cpu.path("inference").asDouble();
    double worklist = cpu.path("worklist").asDouble();
    double forward = report.get("forwardMillis").asDouble() / report.at("/settings/batch").asInt(1);
    return of(ingest, inference, forward, worklist, all - ingest - inference - worklist);
  }

  private static StepCosts of(
      double ingest, double inference, double forward, double place, double beside) {
    return new StepCosts(
        ingest,
        Math.max(0, inference - forward),
        forward * FIXED_SHARE,
        forward * (1 - FIXED_SHARE),
        place,
        beside);
  }

  /** The same with a device that makes its passes so many times faster. */
  public StepCosts withDevice(double faster) {
    return new StepCosts(ingest, prepare, passFixed / faster, passPerImage / faster, place, beside);
  }

  double pass(int images) {
    return passFixed + passPerImage * images;
  }
}
