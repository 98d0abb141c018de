package org.vigil.training.trainer;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.vigil.models.metric.Auc;
import org.vigil.models.network.Network;
import org.vigil.models.preprocess.InputPipeline;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.training.Trainer;

/** The value that epochs are chosen by: mean AUC of the findings over the validation cases. */
final class ValidationAuc {
  private final List<Sample> cases;
  private final List<float[]> inputs = new ArrayList<>();
  private final InputSpec spec;
  private final int batch;

  /**
   * @throws RefusedJobException if no finding has a case with and one without it
   */
  ValidationAuc(List<Sample> cases, InputSpec spec, int batch) {
    this.cases = cases;
    this.spec = spec;
    this.batch = batch;
    InputPipeline pipeline = new InputPipeline(spec);
    cases.forEach(sample -> inputs.add(pipeline.apply(sample.picture().get())));
    if (cases.isEmpty()
        || mean(new double[cases.size()][cases.get(0).targets().length]).isEmpty()) {
      throw new RefusedJobException(
          "the validation part (%d cases) has no finding that is present in one case and absent in another"
              .formatted(cases.size()));
    }
  }

  /** Logits of the network as it is, [case][output]. */
  double[][] logits(Network network, NDManager manager) {
    int classes = Math.max(2, cases.get(0).targets().length);
    return new Trainer(network, manager, spec, classes, batch).logits(inputs);
  }

  double of(Network network, NDManager manager) {
    return mean(logits(network, manager)).orElse(Double.NaN);
  }

  private OptionalDouble mean(double[][] logits) {
    return IntStream.range(0, logits[0].length)
        .mapToObj(f -> Auc.of(column(logits, f), present(cases, f)))
        .flatMapToDouble(OptionalDouble::stream)
        .average();
  }

  private static double[] column(double[][] rows, int column) {
    return java.util.Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  /** Which cases have a finding. */
  static boolean[] present(List<Sample> cases, int finding) {
    boolean[] present = new boolean[cases.size()];
    for (int i = 0; i < present.length; i++) {
      present[i] = cases.get(i).present().get(finding);
    }
    return present;
  }
}
