package org.vigil.models.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigil.models.golden.GoldenArray;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.loss.LossWeights;

class SchedulesTest {
  private static final Map<String, Schedule> SCHEDULES =
      Map.of(
          "cosine_jif", PaperSchedules.jointIndividualFusion(),
          "cosine_paired", PaperSchedules.paired(),
          "fzlpr_stage2", PaperSchedules.fzlprStage2(),
          "ctranscnn_12_steps_of_which_4_warmup", PaperSchedules.cTransCnn(12, 4));

  @Test
  void theLearningRatesOfFusionJsonAreReproduced() {
    JsonNode schedules = GoldenFile.read("fusion.json").get("schedules");
    assertEquals(SCHEDULES.size() + 1, schedules.size());
    schedules
        .fields()
        .forEachRemaining(
            entry -> {
              if (!entry.getKey().equals("formula")) {
                Schedule schedule = SCHEDULES.get(entry.getKey());
                assertNotNull(schedule, () -> "nothing here stands for " + entry.getKey());
                check(GoldenArray.numbers(entry.getValue()), schedule);
              }
            });
  }

  @Test
  void theMultiScaleScheduleOfLossesJsonIsReproduced() {
    JsonNode schedules = GoldenFile.read("losses.json").get("schedules");
    assertEquals(1, schedules.size());
    JsonNode node = schedules.get("msvit");
    check(GoldenArray.numbers(node.get("learning_rate")), PaperSchedules.multiScaleViT());
    double[][] weights = GoldenArray.rows(node.get("weights"));
    assertEquals(node.get("epochs").asInt(), weights.length);
    assertEquals(
        List.of("cross_entropy", "contrastive", "triplet"),
        node.get("weight_order").valueStream().map(JsonNode::asText).toList());
    for (int epoch = 0; epoch < weights.length; epoch++) {
      LossWeights at = MultiLossSchedule.ofPaper().at(epoch);
      assertArrayEquals(
          weights[epoch],
          new double[] {at.classification(), at.contrastive(), at.triplet()},
          1e-12);
      assertEquals(0, at.distillation());
    }
  }

  private static void check(double[] expected, Schedule schedule) {
    for (int step = 0; step < expected.length; step++) {
      assertEquals(expected[step], schedule.at(step), 1e-12 * expected[step], "step " + step);
    }
  }

  @Test
  void afterItsEndAScheduleStaysWhereItIs() {
    assertEquals(1e-7, PaperSchedules.fzlprStage2().at(1000), 1e-20);
    assertEquals(1e-3, PaperSchedules.fzlpr().at(4));
    assertEquals(1e-5, PaperSchedules.fzlpr().at(5), 1e-18);
    assertEquals(0.45, MultiLossSchedule.ofPaper().at(1000).classification());
  }

  @Test
  void schedulesOfNothingAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Cosine(1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Exponential(1, 0.5, 0));
    assertThrows(IllegalArgumentException.class, () -> new Phased(List.of()));
  }
}
