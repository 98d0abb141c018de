package org.vigil.models.method.fusionm4net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.attribution.EveryCoalition;
import org.vigil.models.attribution.MetadataAttribution;
import org.vigil.models.attribution.SampledPermutations;
import org.vigil.models.attribution.ShapleyValues;
import org.vigil.models.fusion.SvmCluster;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.method.SevenPointTable;
import org.vigil.models.method.paired.BranchProbabilities;

/** The second stage on the real metadata of the seven-point data set. */
class SecondStageTest {
  private static final TaskColumns TASKS = TaskColumns.SEVEN_POINT;

  @Test
  void theTableIsTheOneOfTheDissertation() {
    int[][] counts = new int[8][5];
    for (String part : new String[] {"train", "valid", "test"}) {
      for (int[] answers : SevenPointTable.read(part).labels()) {
        for (int task = 0; task < 8; task++) {
          counts[task][answers[task]]++;
        }
      }
    }
    assertArrayEquals(new int[] {42, 575, 252, 97, 45}, counts[0]);
    assertArrayEquals(new int[] {588, 118, 305, 0, 0}, counts[3]);
    // Table 5.1 has 833 cases without vascular structures, but its column sums to 1021 of 1011.
    assertArrayEquals(new int[] {823, 117, 71, 0, 0}, counts[7]);
    assertEquals(413, SevenPointTable.read("train").labels().length);
    assertEquals(20, SevenPointTable.read("test").metadata()[0].length);
  }

  /** Table 6.3, row M: 70.2 with a standard deviation of 0.1. */
  @Test
  void anSvmClusterOnMetadataAloneIsAsAccurateAsPublished() {
    SevenPointTable train = SevenPointTable.read("train");
    SevenPointTable test = SevenPointTable.read("test");
    SvmCluster cluster = SvmCluster.train(TASKS, train.metadata(), train.labels(), 1);
    double[][] p2 = cluster.probabilities(test.metadata());
    double accuracy = (double) TASKS.correct(p2, test.labels()) / (8 * test.labels().length);
    assertEquals(0.702, accuracy, 0.01);
  }

  /** A first stage that sees the truth through noise; the metadata are real. */
  @Test
  void metadataMakeAWeakFirstStageBetter() {
    Random random = new Random(3);
    SecondStage stage = trained(random);
    SecondStage.Cases unseen = guessed(SevenPointTable.read("test"), random);
    double[][] p3 = stage.probabilities(unseen.branches(), unseen.metadata());
    BranchProbabilities of = unseen.branches();
    double[][] p1 = stage.scheme1().fuse(of.derm(), of.clin(), of.fusion());
    int gained = TASKS.correct(p3, unseen.labels()) - TASKS.correct(p1, unseen.labels());
    assertTrue(gained > 0, () -> "right answers gained: " + gained);
    assertTrue(stage.scheme2().correct() >= stage.scheme1().correct());
    assertEquals(1, p3[0][0] + p3[0][1] + p3[0][2] + p3[0][3] + p3[0][4], 1e-6);
  }

  @Test
  void metadataAreCreditedWithWhatTheyChangedAboutACase() {
    Random random = new Random(3);
    SecondStage stage = trained(random);
    SevenPointTable test = SevenPointTable.read("test");
    BranchProbabilities one = guessed(test, random).branches().only(7);
    double[] metadata = test.metadata()[7];
    double[][] background = Arrays.copyOf(SevenPointTable.read("train").metadata(), 20);
    int melanoma = 2;
    ShapleyValues exact =
        new MetadataAttribution(SevenPointTable.FIELDS, background, new EveryCoalition())
            .explain(stage.given(one), metadata, melanoma);
    ShapleyValues sampled =
        new MetadataAttribution(SevenPointTable.FIELDS, background, new SampledPermutations(50, 1))
            .explain(stage.given(one), metadata, melanoma);
    assertEquals(
        stage.probabilities(one, new double[][] {metadata})[0][melanoma], exact.full(), 1e-12);
    assertEquals(exact.full() - exact.empty(), Arrays.stream(exact.values()).sum(), 1e-12);
    for (int i = 0; i < 5; i++) {
      assertEquals(exact.values()[i], sampled.values()[i], 5 * sampled.standardErrors()[i] + 1e-12);
    }
    assertTrue(Arrays.stream(exact.values()).map(Math::abs).max().orElse(0) > 0.001);
  }

  private static SecondStage trained(Random random) {
    SecondStage.Cases otherHalf = guessed(SevenPointTable.read("train"), random);
    SevenPointTable valid = SevenPointTable.read("valid");
    return SecondStage.train(
        TASKS,
        new SecondStage.HalfTrained(otherHalf, guessed(valid, random)),
        guessed(valid, random),
        5);
  }

  private static SecondStage.Cases guessed(SevenPointTable table, Random random) {
    return new SecondStage.Cases(
        new BranchProbabilities(
            guess(table.labels(), 1.0, random),
            guess(table.labels(), 0.5, random),
            guess(table.labels(), 1.2, random)),
        table.metadata(),
        table.labels());
  }

  /** Softmax of noise plus some knowledge of the answer. */
  private static double[][] guess(int[][] labels, double knowledge, Random random) {
    double[][] rows = new double[labels.length][TASKS.columns()];
    for (int i = 0; i < rows.length; i++) {
      for (int task = 0; task < labels[i].length; task++) {
        int from = TASKS.first(task);
        int to = from + TASKS.widths().get(task);
        double sum = 0;
        for (int column = from; column < to; column++) {
          double known = column - from == labels[i][task] ? knowledge : 0;
          rows[i][column] = Math.exp(known + random.nextGaussian());
          sum += rows[i][column];
        }
        for (int column = from; column < to; column++) {
          rows[i][column] /= sum;
        }
      }
    }
    return rows;
  }

  @Test
  void casesWithoutAllTheirPartsAreRefused() {
    double[][] two = new double[2][24];
    BranchProbabilities branches = new BranchProbabilities(two, two, two);
    assertThrows(
        IllegalArgumentException.class,
        () -> new SecondStage.Cases(branches, new double[3][20], new int[2][8]));
  }
}
