package org.vigil.worklist.live;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Hands every event to every client without ever waiting for one. Thread-safe. */
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

  /** A new client, or empty when there are too many. */
  public Optional<LiveClient> join() {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    LiveClient client = new LiveClient(buffer);
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

  /** Sends an event; its data are made only if somebody listens. */
  public void send(String name, Supplier<String> json) {
    if (clients.isEmpty()) {
      return;
    }
    LiveEvent event = new LiveEvent(name, json.get());
    clients.forEach(client -> client.offer(event));
  }
}
