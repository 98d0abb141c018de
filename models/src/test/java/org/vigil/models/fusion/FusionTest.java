package org.vigil.models.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static final TaskColumns TWO_TASKS = new TaskColumns(List.of(2, 3));

  @Test
  void theClusterLearnsWhatTheMetadataSay() {
    Random random = new Random(4);
    int cases = 80;
    double[][] rows = new double[cases][6];
    int[][] labels = new int[cases][2];
    for (int i = 0; i < cases; i++) {
      labels[i] = new int[] {i % 2, 2 * (i / 2 % 2)}; // answer 1 of the second never occurs
      for (int column = 0; column < 6; column++) {
        rows[i][column] = random.nextGaussian() * 0.3;
      }
      rows[i][labels[i][0]] += 1;
      rows[i][2 + labels[i][1]] += 1;
    }
    SvmCluster cluster = SvmCluster.train(TWO_TASKS, rows, labels, 9);
    double[][] p2 = cluster.probabilities(rows);
    assertTrue(TWO_TASKS.correct(p2, labels) > 0.95 * 2 * cases);
    assertEquals(1, p2[0][0] + p2[0][1], 1e-9);
    assertEquals(0, p2[0][3]);
    assertArrayEquals(p2[7], SvmCluster.train(TWO_TASKS, rows, labels, 9).probabilities(rows)[7]);
  }

  @Test
  void aQuestionWithOneAnswerIsAlwaysAnsweredSo() {
    double[][] rows = {{0, 1}, {1, 0}, {0.5, 0.2}, {0.1, 0.9}, {0.9, 0.1}, {0.2, 0.6}};
    int[][] labels = {{0, 2}, {1, 2}, {1, 2}, {0, 2}, {1, 2}, {0, 2}};
    double[][] p2 = SvmCluster.train(TWO_TASKS, rows, labels, 1).probabilities(rows);
    assertEquals(1, p2[3][4]);
    assertEquals(0, p2[3][2]);
  }

  @Test
  void theClassesAreAscendingWhateverTheOrderOfTheCases() {
    double[][] rows = {{5}, {5.1}, {1}, {1.1}, {3}, {3.1}};
    RbfSvm machine = RbfSvm.train(rows, new int[] {2, 2, 0, 0, 1, 1}, 10, 1);
    assertArrayEquals(new int[] {0, 1, 2}, machine.classes());
    assertEquals(2, machine.predict(new double[] {5.05}));
    assertTrue(machine.decisions(new double[] {1.05})[0] > 0); // class 0 before class 1
  }

  @Test
  void whatCannotBeFusedIsRefused() {
    double[][] rows = {{1, 2}, {3, 4}};
    assertThrows(IllegalArgumentException.class, () -> RbfSvm.train(rows, new int[] {1, 1}, 1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> RbfSvm.train(new double[][] {{1}, {1}}, new int[] {0, 1}, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> BranchAverage.mean(2).of(rows));
    WeightSearch search = new WeightSearch(TWO_TASKS);
    assertThrows(
        IllegalArgumentException.class,
        () -> search.stages(new double[] {0.5}, rows, rows, new int[][] {{0, 0}, {0, 0}}));
    assertThrows(IllegalStateException.class, () -> WeightAverage.stochastic().average());
  }

  @Test
  void theExponentialAverageForgets() {
    WeightAverage average = WeightAverage.exponential(0.9);
    average.add(new double[] {1});
    average.add(new double[] {0});
    assertEquals(0.9, average.average()[0], 1e-12);
    assertThrows(IllegalArgumentException.class, () -> average.add(new double[2]));
  }
}
