package org.vigil.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StageMeansTest {
  private static final String TIMER = "vigil_ingest_stage_seconds";

  @Test
  void readsEachStageOfOneTimer() {
    StageMeans means =
        StageMeans.parse(
            """
            # TYPE vigil_ingest_stage_seconds summary
            vigil_ingest_stage_seconds_count{kind="skin",stage="store"} 4.0
            vigil_ingest_stage_seconds_sum{kind="skin",stage="store"} 0.5
            vigil_ingest_stage_seconds_max{kind="skin",stage="store"} 9.0
            other_seconds_sum{stage="store"} 77.0
            """,
            TIMER);

    assertEquals(Map.of("store", new StageMeans.Total(0.5, 4)), means.totals());
  }

  @Test
  void theMeanIsOfPassesSinceThen() {
    StageMeans before = StageMeans.parse(stage("store", 1, 10) + stage("publish", 2, 5), TIMER);
    StageMeans after = StageMeans.parse(stage("store", 3, 20) + stage("publish", 2, 5), TIMER);

    assertEquals(Map.of("store", 200.0), after.since(before));
  }

  @Test
  void aStageThatAppearsLaterCountsFromNothing() {
    StageMeans after = StageMeans.parse(stage("store", 3, 6), TIMER);

    assertEquals(Map.of("store", 500.0), after.since(StageMeans.parse("", TIMER)));
  }

  private static String stage(String stage, double seconds, double count) {
    return "%s_sum{stage=\"%s\"} %s%n%s_count{stage=\"%s\"} %s%n"
        .formatted(TIMER, stage, seconds, TIMER, stage, count);
  }
}
