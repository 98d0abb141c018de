package org.vigil.worklist.live;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.vigil.platform.access.SiteScope;

/**
 * The events that wait for one client, of the sites that it sees. Thread-safe; one thread takes.
 */
public final class LiveClient {
  private final BlockingQueue<LiveEvent> waiting;
  private final SiteScope scope;
  private volatile boolean behind;

  LiveClient(int buffer, SiteScope scope) {
    this.scope = scope;
    this.waiting = new ArrayBlockingQueue<>(buffer);
  }

  boolean sees(String site) {
    return scope.includes(site);
  }

  /** Adds an event; if there is no room, the client has fallen behind for good. */
  void offer(LiveEvent event) {
    if (behind) {
      return;
    }
    if (!waiting.offer(event)) {
      behind = true;
      waiting.clear();
      waiting.offer(LiveEvent.REREAD);
    }
  }

  /** The next event, or empty when none came for a while. */
  public Optional<LiveEvent> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }
}
