package org.vigil.embedded.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How one server is started, and how to know that it can be used.
 *
 * @param name what people call it, such as {@code broker}
 * @param command makes ready for a start (folders, stale marks) and gives the command line; asked
 *     anew for each start
 * @param environment variables beside our own
 * @param ready asked again and again while the server starts
 * @param alive asked now and then once it is ready; no, several times in a row, means that it hangs
 * @param startLimit how long a start may take
 */
public record ServerSpec(
    String name,
    Supplier<List<String>> command,
    Map<String, String> environment,
    ReadyCheck ready,
    ReadyCheck alive,
    Duration startLimit) {

  /** A builder of the process, its output still to be directed. */
  public ProcessBuilder processBuilder() {
    ProcessBuilder builder = new ProcessBuilder(command.get()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder;
  }
}
