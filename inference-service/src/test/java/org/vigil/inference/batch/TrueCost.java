package org.vigil.inference.batch;

import java.time.Duration;
import java.util.Random;

/**
 * A device of the tests: a pass takes a fixed time and a time for each picture. With a large fixed
 * part it behaves like a graphics card, with none like a single core.
 */
record TrueCost(Duration fixed, Duration perPicture) {

  static TrueCost random(Random random) {
    return new TrueCost(
        Duration.ofMillis(random.nextInt(120)), Duration.ofMillis(5 + random.nextInt(150)));
  }

  Duration of(int pictures) {
    return fixed.plus(perPicture.multipliedBy(pictures));
  }
}
