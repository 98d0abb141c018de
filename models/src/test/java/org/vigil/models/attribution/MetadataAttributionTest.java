package org.vigil.models.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataAttributionTest {
  private static final List<MetadataField> FIELDS =
      List.of(
          new MetadataField("age", 0, 1),
          new MetadataField("sex", 1, 2),
          new MetadataField("itch", 3, 1));
  private static final double[][] BACKGROUND = {{0.2, 1, 0, 0, 9}, {0.6, 0, 1, 0, 9}};

  /** For a weighted sum a value is the weight times the distance from the background's mean. */
  @Test
  void theValuesOfAWeightedSumAreItsTerms() {
    MetadataModel model =
        rows ->
            Arrays.stream(rows)
                .map(row -> new double[] {0, 0.5 * row[0] + 0.1 * row[1] - 0.2 * row[2]})
                .toArray(double[][]::new);
    double[] metadata = {0.8, 0, 1, 1, 9};
    for (ShapleyMethod method : List.of(new EveryCoalition(), new SampledPermutations(4, 1))) {
      ShapleyValues found =
          new MetadataAttribution(FIELDS, BACKGROUND, method).explain(model, metadata, 1);
      assertArrayEquals(new double[] {0.2, -0.15, 0}, found.values(), 1e-12);
      assertEquals(0.15, found.empty(), 1e-12);
      assertEquals(0.2, found.full(), 1e-12);
      assertEquals(0, found.worstError(), 1e-12);
    }
  }

  @Test
  void columnsOfNoFieldStayThoseOfTheCase() {
    MetadataModel model =
        rows -> Arrays.stream(rows).map(row -> new double[] {row[4]}).toArray(double[][]::new);
    ShapleyValues found =
        new MetadataAttribution(FIELDS, BACKGROUND, new EveryCoalition())
            .explain(model, new double[] {0, 1, 0, 0, 7}, 0);
    assertEquals(7, found.empty());
    assertArrayEquals(new double[3], found.values());
  }

  @Test
  void fieldsThatDoNotFitTheMetadataAreRefused() {
    ShapleyMethod method = new EveryCoalition();
    List<MetadataField> overlapping =
        List.of(new MetadataField("a", 0, 2), new MetadataField("b", 1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MetadataAttribution(overlapping, BACKGROUND, method));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MetadataAttribution(List.of(new MetadataField("a", 4, 2)), BACKGROUND, method));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MetadataAttribution(List.of(), BACKGROUND, method));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new MetadataAttribution(FIELDS, BACKGROUND, method)
                .explain(rows -> rows, new double[4], 0));
    assertThrows(IllegalArgumentException.class, () -> new MetadataField("a", 0, 0));
  }
}
