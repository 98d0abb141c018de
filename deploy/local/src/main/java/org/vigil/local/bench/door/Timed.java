package org.vigil.local.bench.door;

import java.time.Duration;

/**
 * How long a server took to answer every instance with success.
 *
 * @param wall by the clock
 * @param processor time that the server's processes used meanwhile
 */
public record Timed(String server, int instances, Duration wall, Duration processor) {

  public double perSecond() {
    return instances / (wall.toNanos() / 1e9);
  }

  public double processorMillis() {
    return processor.toNanos() / 1e6 / instances;
  }

  Timed plus(Timed more) {
    return new Timed(
        server, instances + more.instances, wall.plus(more.wall), processor.plus(more.processor));
  }
}
