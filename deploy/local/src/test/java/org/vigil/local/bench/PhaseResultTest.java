package org.vigil.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhaseResultTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void throughputLeavesOutFillingAndEmptying() {
    List<StudyTimes> studies = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      studies.add(study(i * 100, 5_000 + i * 100)); // Filling: the first takes five seconds.
    }
    studies.add(study(8_000, 60_000)); // The last is sent at 8 s; its own arrival is emptying.

    double rate = PhaseResult.throughput(studies, 10);

    assertEquals(10, rate, 1e-9);
  }

  @Test
  void tooFewArrivalsGiveNoRate() {
    assertEquals(0, PhaseResult.throughput(List.of(study(0, 10), study(20, 40)), 1));
  }

  @Test
  void uploadIsCountedFromWhenItWasDue() {
    StudyTimes late =
        new StudyTimes(START, START.plusMillis(70), Optional.empty(), Optional.empty());

    assertEquals(70, PhaseResult.stages(List.of(late)).get("upload").max());
  }

  private static StudyTimes study(long acknowledged, long listed) {
    Instant answered = START.plusMillis(acknowledged);
    return new StudyTimes(
        answered, answered, Optional.empty(), Optional.of(START.plusMillis(listed)));
  }
}
