package org.vigil.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a JVM of its own. The child reads its standard input and leaves when that closes, so
 * it ends with its parent whatever ends the parent. Thread-safe.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(50);

  private final String name;
  private final Process process;
  private final Path log;

  private ServerProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @throws IllegalStateException if the process ends or the limit passes first; the message has
   *     the log's last lines
   */
  public static ServerProcess start(ServerSpec spec, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process =
          spec.processBuilder()
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      ServerProcess server = new ServerProcess(spec.name(), process, log);
      server.await(spec.ready(), spec.startLimit());
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command that runs a main class on this JVM's own Java. */
  public static List<String> java(List<String> jvmFlags, String classPath, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.add("-cp");
    command.add(classPath);
    command.addAll(arguments);
    return command;
  }

  private void await(ReadyCheck ready, Duration limit) {
    Instant deadline = Instant.now().plus(limit);
    while (!ready.isReady()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(name + " ended while starting:\n" + lastLines());
      }
      if (Instant.now().isAfter(deadline)) {
        kill();
        throw new IllegalStateException(
            name + " was not ready after " + limit + ":\n" + lastLines());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a server was starting", e);
    }
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process at once, as a crash would (SIGKILL), and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    waitFor(STOP_LIMIT);
  }

  /** Lets the process end in order; ends it at once if it does not. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) { // It is gone already.
      process.destroy();
    }
    if (!waitFor(STOP_LIMIT)) {
      kill();
    }
  }

  private boolean waitFor(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
