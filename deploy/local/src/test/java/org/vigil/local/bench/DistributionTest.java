package org.vigil.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void percentilesAreTimesThatWereMeasured() {
    List<Double> hundred = IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList();

    Distribution times = Distribution.of(hundred);

    assertEquals(new Distribution(100, 50.5, 50, 95, 99, 100), times);
  }

  @Test
  void ofOneTimeEveryPercentileIsThatTime() {
    assertEquals(new Distribution(1, 7, 7, 7, 7, 7), Distribution.of(List.of(7.0)));
  }

  @Test
  void ofNothingAllIsZero() {
    assertEquals(new Distribution(0, 0, 0, 0, 0, 0), Distribution.of(List.of()));
  }
}
