package org.vigil.models.scoring;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Planes;
import org.vigil.models.preprocess.TestTimeTransform;

/**
 * The same inputs in other looks, and how far the probabilities of all looks lie apart. Only looks
 * that move pixels without making any serve: an input is normalised, and has no black to pad with.
 */
final class LookSpread {
  private static final Set<TestTimeTransform> MIRRORED =
      EnumSet.of(TestTimeTransform.HORIZONTAL, TestTimeTransform.VERTICAL, TestTimeTransform.BOTH);
  private static final Set<TestTimeTransform> TURNED =
      EnumSet.of(TestTimeTransform.CLOCKWISE_90, TestTimeTransform.COUNTERCLOCKWISE_90);

  private final InputSpec spec;
  private final List<TestTimeTransform> looks;

  /**
   * @throws IllegalArgumentException for a look that does not serve
   */
  LookSpread(InputSpec spec, List<TestTimeTransform> looks) {
    boolean square = spec.height() == spec.width();
    for (TestTimeTransform look : looks) {
      if (!MIRRORED.contains(look) && !(square && TURNED.contains(look))) {
        throw new IllegalArgumentException(
            "looks are some of %s, and of %s where inputs are square; not %s"
                .formatted(MIRRORED, TURNED, look));
      }
    }
    this.spec = spec;
    this.looks = looks;
  }

  /** All inputs plain, then all in the first look, and so on. */
  List<float[]> inputs(List<float[]> plain) {
    List<float[]> all = new ArrayList<>(plain);
    for (TestTimeTransform look : looks) {
      plain.forEach(input -> all.add(look.apply(planes(input)).floats()));
    }
    return all;
  }

  private Planes planes(float[] input) {
    double[] values = new double[input.length];
    for (int i = 0; i < input.length; i++) {
      values[i] = input[i];
    }
    return new Planes(spec.channels(), spec.height(), spec.width(), values);
  }

  /**
   * The standard deviation of each probability of one picture over its looks, the plain one among
   * them.
   *
   * @param probabilities of {@link #inputs}, in their order
   * @param count pictures
   */
  List<Double> of(List<List<Double>> probabilities, int count, int picture) {
    List<Double> spreads = new ArrayList<>();
    for (int finding = 0; finding < probabilities.getFirst().size(); finding++) {
      double sum = 0;
      double squares = 0;
      for (int look = 0; look <= looks.size(); look++) {
        double value = probabilities.get(look * count + picture).get(finding);
        sum += value;
        squares += value * value;
      }
      double mean = sum / (looks.size() + 1);
      spreads.add(Math.sqrt(Math.max(0, squares / (looks.size() + 1) - mean * mean)));
    }
    return spreads;
  }
}
