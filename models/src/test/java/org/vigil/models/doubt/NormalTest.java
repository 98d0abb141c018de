package org.vigil.models.doubt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigil.models.weights.Tensor;

class NormalTest {

  @Test
  void theInverseFactorMakesTheCovarianceTheIdentity() {
    double[][] covariance = {{4, 2, 0.4}, {2, 5, 1}, {0.4, 1, 3}};
    double[][] inverse = Cholesky.inverseFactor(covariance);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double product = 0;
        for (int k = 0; k < 3; k++) {
          for (int l = 0; l < 3; l++) {
            product += inverse[i][k] * covariance[k][l] * inverse[j][l];
          }
        }
        assertEquals(i == j ? 1 : 0, product, 1e-12);
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Cholesky.inverseFactor(new double[][] {{1, 2}, {2, 1}}));
  }

  @Test
  void manyVectorsAreHardlyShrunkAndFewAreShrunkFar() {
    double[][] many = correlated(20_000, 3);
    assertEquals(0.8, ShrunkCovariance.of(many)[0][1], 0.03);
    double[][] few = correlated(6, 4);
    double plain = IntStream.range(0, 6).mapToDouble(i -> few[i][0] * few[i][1] / 6).sum();
    double shrunk = ShrunkCovariance.of(few)[0][1];
    assertTrue(Math.abs(shrunk) < Math.abs(plain), shrunk + " of " + plain);
  }

  /**
   * The share by its definition: the mean squared distance of the single x x' from S over n, by the
   * squared distance of S from its multiple of the identity.
   */
  @Test
  void theShareIsThatOfLedoitAndWolf() {
    double[][] x = correlated(12, 5);
    double[][] s = new double[2][2];
    for (double[] v : x) {
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          s[i][j] += v[i] * v[j] / x.length;
        }
      }
    }
    double m = (s[0][0] + s[1][1]) / 2;
    double d = 0;
    double b = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        d += Math.pow(s[i][j] - (i == j ? m : 0), 2);
        for (double[] v : x) {
          b += Math.pow(v[i] * v[j] - s[i][j], 2) / (x.length * x.length);
        }
      }
    }
    double share = Math.min(b, d) / d;
    assertEquals((1 - share) * s[0][1], ShrunkCovariance.of(x)[0][1], 1e-12);
    assertEquals((1 - share) * s[0][0] + share * m, ShrunkCovariance.of(x)[0][0], 1e-12);
  }

  @Test
  void itsOwnVectorsLieAtAboutOneAndOthersFarther() {
    Normal normal = Normal.fit(correlated(5_000, 6), 1e-6);
    double mean =
        IntStream.range(0, 500)
            .mapToDouble(i -> Math.pow(normal.distance(correlated(500, 7)[i]), 2))
            .average()
            .orElseThrow();
    assertEquals(1, mean, 0.1);
    // Along the correlation two deviations are little, across it they are much.
    assertTrue(normal.distance(new double[] {2, -2}) > 2 * normal.distance(new double[] {2, 2}));
    assertTrue(Double.isNaN(normal.distance(new double[] {Double.NaN, 0})));
  }

  @Test
  void whatIsSavedIsLoadedAgain() {
    Normal normal = Normal.fit(correlated(50, 8), 1e-6);
    Map<String, Tensor> tensors = new HashMap<>();
    normal.save("x", tensors);
    Normal loaded = Normal.load("x", tensors);
    for (double[] vector : correlated(10, 9)) {
      assertEquals(normal.distance(vector), loaded.distance(vector), 1e-5);
    }
    assertArrayEquals(new long[] {2, 2}, tensors.get("x.whitening").shape());
    assertThrows(IllegalArgumentException.class, () -> Normal.load("y", tensors));
    assertThrows(IllegalArgumentException.class, () -> Normal.load("x", 3, tensors));
  }

  @Test
  void aDimensionThatNeverVariedIsNotTrustedBelowTheFloor() {
    double[][] constant = new double[20][2];
    Random random = new Random(10);
    for (double[] vector : constant) {
      vector[0] = random.nextGaussian();
    }
    Normal normal = Normal.fit(constant, 0.5);
    assertTrue(Double.isFinite(normal.distance(new double[] {0, 0.5})));
    assertTrue(normal.distance(new double[] {0, 5}) > normal.distance(new double[] {1, 0}));
  }

  /** Pairs of deviation 1 and correlation 0.8. */
  private static double[][] correlated(int count, long seed) {
    Random random = new Random(seed);
    double[][] vectors = new double[count][2];
    for (double[] vector : vectors) {
      vector[0] = random.nextGaussian();
      vector[1] = 0.8 * vector[0] + 0.6 * random.nextGaussian();
    }
    return vectors;
  }
}
