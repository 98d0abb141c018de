package org.vigil.inference.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.vigil.schemas.event.Priority;

/** A study of the tests' traffic. */
record Arrival(int number, Instant at, Priority priority, int pictures) {

  /** Studies with random gaps, some of them in bursts; one in six is stat. */
  static List<Arrival> random(Random random, int studies, Duration meanGap, int mostPictures) {
    List<Arrival> traffic = new ArrayList<>();
    Instant at = Instant.EPOCH;
    for (int i = 0; i < studies; i++) {
      boolean burst = random.nextInt(4) == 0;
      double gap = burst ? 0 : -Math.log(1 - random.nextDouble()) * meanGap.toNanos();
      at = at.plusNanos(Math.round(gap));
      Priority priority = random.nextInt(6) == 0 ? Priority.STAT : Priority.ROUTINE;
      traffic.add(new Arrival(i, at, priority, 1 + random.nextInt(mostPictures)));
    }
    return traffic;
  }
}
