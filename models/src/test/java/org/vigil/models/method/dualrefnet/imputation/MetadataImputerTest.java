package org.vigil.models.method.dualrefnet.imputation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.method.dualrefnet.imputation.MetadataColumn.Category;
import org.vigil.models.method.dualrefnet.imputation.MetadataColumn.Quantity;
import org.vigil.models.nn.Build;
import org.vigil.models.sampling.BatchPlan;
import org.vigil.models.sampling.ParallelBatches;
import org.vigil.models.sampling.Shuffled;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Adam;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.RunListener;
import org.vigil.models.training.TrainingRun;
import org.vigil.models.training.TrainingSettings;

/** On the real rows of PAD-UFES-20, of which a third know little. */
class MetadataImputerTest {
  private static final String SEWAGE = "has_sewage_system";
  private static final String SECOND_DIAMETER = "diameter_2";
  private static final List<String> YES_OR_NO = List.of("True", "False");
  private static final MetadataSchema SCHEMA =
      new MetadataSchema(
          List.of(
              new Category("smoke", YES_OR_NO),
              new Category("drink", YES_OR_NO),
              new Category("pesticide", YES_OR_NO),
              new Category("gender", List.of("FEMALE", "MALE")),
              new Category("has_piped_water", YES_OR_NO),
              new Category(SEWAGE, YES_OR_NO),
              new Category("itch", YES_OR_NO),
              new Category("elevation", YES_OR_NO),
              new Quantity("age", 60, 16),
              new Quantity("diameter_1", 12, 8),
              new Quantity(SECOND_DIAMETER, 9, 6)),
          Set.of("UNK"));

  @Test
  void whatIsUnknownIsNamedAndWhatIsKnownIsEncoded() {
    MetadataRow row =
        SCHEMA.encode(Map.of("smoke", "False", "itch", "UNK", "age", "76", "diameter_1", ""));
    assertEquals(19, row.values().length);
    assertArrayEquals(new float[] {0, 1, 0, 0}, Arrays.copyOf(row.values(), 4));
    assertEquals(1f, row.values()[16]); // (76 - 60) / 16
    assertEquals(9, row.missing().size());
    assertTrue(row.missing().containsAll(Set.of("itch", "diameter_1", SEWAGE)));
  }

  @Test
  void valuesThatAColumnDoesNotHaveAreRefusedByName() {
    for (Map<String, String> wrong :
        List.of(Map.of("smoke", "TRUE"), Map.of("age", "old"), Map.of("age", "NaN"))) {
      var e = assertThrows(IllegalArgumentException.class, () -> SCHEMA.encode(wrong));
      assertTrue(e.getMessage().contains(wrong.keySet().iterator().next()), e.getMessage());
    }
  }

  @Test
  void hiddenValuesAreGuessedBetterThanByTheCommonestAndKnownOnesStay() throws IOException {
    List<Map<String, String>> cases = cases();
    List<Map<String, String>> learnt = new ArrayList<>();
    List<Map<String, String>> held = new ArrayList<>();
    cases.forEach( // no patient in both
        row -> (Math.floorMod(row.get("patient_id").hashCode(), 4) > 0 ? learnt : held).add(row));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      MetadataImputer imputer = trained(manager, learnt);
      int asked = 0;
      int right = 0;
      int commonest = 0;
      double error = 0;
      double errorOfMean = 0;
      for (Map<String, String> row : held) {
        if (row.get(SEWAGE).isBlank() || row.get(SECOND_DIAMETER).isBlank()) {
          continue;
        }
        MetadataRow whole = SCHEMA.encode(row);
        Map<String, String> gaps = new HashMap<>(row);
        gaps.put(SEWAGE, "");
        gaps.put(SECOND_DIAMETER, "");
        MetadataImputer.Filled filled = imputer.fill(SCHEMA.encode(gaps));
        assertTrue(filled.guessed().containsAll(Set.of(SEWAGE, SECOND_DIAMETER)));
        assertKnownStays(whole, filled);
        asked++;
        right += filled.values()[10] == whole.values()[10] ? 1 : 0;
        commonest += whole.values()[10] == 1 ? 1 : 0; // most have one
        error += Math.pow(filled.values()[18] - whole.values()[18], 2);
        errorOfMean += Math.pow(whole.values()[18], 2);
      }
      String counts = "%d asked, %d right, %d by the commonest".formatted(asked, right, commonest);
      assertTrue(asked > 200, counts);
      assertTrue(right > Math.max(commonest, asked - commonest) + asked / 10, counts);
      assertTrue(error < 0.6 * errorOfMean, error + " of " + errorOfMean);
    }
  }

  private static void assertKnownStays(MetadataRow whole, MetadataImputer.Filled filled) {
    int offset = 0;
    for (MetadataColumn column : SCHEMA.columns()) {
      if (!filled.guessed().contains(column.name())) {
        for (int i = offset; i < offset + column.width(); i++) {
          assertEquals(whole.values()[i], filled.values()[i], column.name());
        }
      } else if (column instanceof Category) {
        float sum = filled.values()[offset] + filled.values()[offset + 1];
        assertEquals(1, sum, column.name());
      }
      offset += column.width();
    }
  }

  private static MetadataImputer trained(NDManager manager, List<Map<String, String>> cases) {
    List<MetadataRow> rows = cases.stream().map(SCHEMA::encode).toList();
    var network = new ImputationNetwork(new Build(manager, new Random(1)), SCHEMA.width(), 32);
    var settings =
        TrainingSettings.of(
            8, LearningRate.byEpoch(Schedule.constant(5e-3)), Adam.adam(0), new Seed(2));
    var plan = new BatchPlan(new Shuffled(rows.size(), new Seed(3)), 32, BatchPlan.Remainder.KEPT);
    var maker = new ImputationBatches(SCHEMA, rows, 0.2);
    try (var batches = new ParallelBatches<>(plan, maker, new Seed(4), 1);
        var run =
            new TrainingRun<>(
                network,
                manager,
                batches,
                new ImputationObjective(network, SCHEMA, manager),
                settings)) {
      double[] epoch = {0};
      run.finish(() -> epoch[0]++, RunListener.NONE); // the last epoch is kept
    }
    return new MetadataImputer(network, SCHEMA, manager);
  }

  private static List<Map<String, String>> cases() throws IOException {
    Path file = GoldenFile.shared("data/metadata").resolve("PAD-UFES-20_metadata.csv");
    Assumptions.assumeTrue(Files.exists(file), () -> "no metadata at " + file);
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.getFirst().split(",");
    List<Map<String, String>> cases = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",", -1);
      assertEquals(names.length, values.length);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], values[i]);
      }
      cases.add(row);
    }
    return cases;
  }
}
