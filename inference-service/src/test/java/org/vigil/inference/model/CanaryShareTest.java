package org.vigil.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanaryShareTest {

  @Test
  void theSameStudyAlwaysHasTheSameShare() {
    assertEquals(SlotModels.share("study-1"), SlotModels.share("study-1"));
  }

  @Test
  void aTenthOfTheStudiesIsAboutATenth() {
    long below =
        IntStream.range(0, 20_000).filter(i -> SlotModels.share("study-" + i) < 0.1).count();
    assertEquals(0.1, below / 20_000.0, 0.01);
  }
}
