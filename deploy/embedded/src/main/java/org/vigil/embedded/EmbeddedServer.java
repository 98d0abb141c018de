package org.vigil.embedded;

import java.nio.file.Path;
import org.vigil.embedded.process.ServerProcess;
import org.vigil.embedded.process.ServerSpec;

/** A server process that can be ended, even as by a crash, and started again on the same data. */
public abstract sealed class EmbeddedServer implements AutoCloseable
    permits EmbeddedBroker, EmbeddedStore {
  private final ServerSpec spec;
  private final Path log;
  private ServerProcess process;

  /** Returns when the server is ready. */
  EmbeddedServer(ServerSpec spec, Path log) {
    this.spec = spec;
    this.log = log;
    this.process = ServerProcess.start(spec, log);
  }

  /** Starts it again on the same data and port, after {@link #kill()} or {@link #close()}. */
  public void restart() {
    process = ServerProcess.start(spec, log);
  }

  public ServerProcess process() {
    return process;
  }

  /** Ends it as a crash would. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
