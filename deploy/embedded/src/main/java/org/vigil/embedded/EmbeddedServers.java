package org.vigil.embedded;

import java.nio.file.Path;
import org.vigil.embedded.process.FreePorts;

/**
 * A broker and a store together, as integration tests want them.
 *
 * @param broker the broker, without topics
 * @param store the store, without buckets
 */
public record EmbeddedServers(EmbeddedBroker broker, EmbeddedStore store) implements AutoCloseable {

  /** Starts both on free ports, data and logs under a folder. */
  public static EmbeddedServers start(Path folder) {
    ServerLibraries libraries = ServerLibraries.ofCheckout();
    EmbeddedStore store =
        EmbeddedStore.start(
            libraries, folder.resolve("store"), folder.resolve("store.log"), FreePorts.next());
    try {
      EmbeddedBroker broker =
          EmbeddedBroker.start(
              libraries, folder.resolve("broker"), folder.resolve("broker.log"), FreePorts.next());
      return new EmbeddedServers(broker, store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public void close() {
    broker.close();
    store.close();
  }
}
