package org.vigil.inference.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ComputeThreadTest {

  @Test
  void workThatAPersonWaitsForGoesBeforeTheStream() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch gate = new CountDownLatch(1);
    try (ComputeThread compute = new ComputeThread("test")) {
      var busy = compute.submit(() -> gate.await(10, TimeUnit.SECONDS));
      var stream = compute.submit(() -> order.add("stream"));
      var person = compute.submitFirst(() -> order.add("person"));
      gate.countDown();
      busy.get(10, TimeUnit.SECONDS);
      stream.get(10, TimeUnit.SECONDS);
      person.get(10, TimeUnit.SECONDS);
    }
    assertEquals(List.of("person", "stream"), order);
  }

  @Test
  void anErrorIsToldToWhoeverWaitsAndTheNextWorkStillRuns() throws Exception {
    try (ComputeThread compute = new ComputeThread("test")) {
      var broken =
          compute.submit(
              () -> {
                throw new UnsatisfiedLinkError("no engine");
              });
      assertThrows(ExecutionException.class, () -> broken.get(10, TimeUnit.SECONDS));
      assertEquals(1, compute.submit(() -> 1).get(10, TimeUnit.SECONDS));
    }
  }
}
