package org.vigil.worklist.live;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.vigil.platform.access.SiteScope;

/**
 * Hands events to clients without ever waiting for one: what is of a site to those that see the
 * site, all else to everyone. Thread-safe.
 */
public final class LiveEvents {
  private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
  private final Semaphore places;
  private final int buffer;

  /**
   * @param buffer events that may wait for one client
   * @param maxClients most clients at one time
   */
  public LiveEvents(int buffer, int maxClients) {
    this.buffer = buffer;
    this.places = new Semaphore(maxClients);
  }

  /**
   * A new client, or empty when there are too many.
   *
   * @param scope the sites whose events it gets
   */
  public Optional<LiveClient> join(SiteScope scope) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    LiveClient client = new LiveClient(buffer, scope);
    clients.add(client);
    return Optional.of(client);
  }

  public void leave(LiveClient client) {
    if (clients.remove(client)) {
      places.release();
    }
  }

  public int clients() {
    return clients.size();
  }

  /** Sends an event that is of no site; its data are made only if somebody listens. */
  public void send(String name, Supplier<String> json) {
    send(List.copyOf(clients), name, json);
  }

  /** Sends an event of a site; its data are made only if somebody listens who sees the site. */
  public void send(String site, String name, Supplier<String> json) {
    send(clients.stream().filter(client -> client.sees(site)).toList(), name, json);
  }

  private static void send(List<LiveClient> to, String name, Supplier<String> json) {
    if (!to.isEmpty()) {
      LiveEvent event = new LiveEvent(name, json.get());
      to.forEach(client -> client.offer(event));
    }
  }
}
