package org.vigil.local.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Carries what a process prints into its log, line by line, until the process closes its output.
 */
public final class LogPump {
  private LogPump() {}

  /** Starts a thread that reads the process's output, so that the process never waits for us. */
  public static void start(String name, Process process, BoundedLog log) {
    Thread.ofPlatform().daemon().name("log-" + name).start(() -> pump(process, log));
  }

  private static void pump(Process process, BoundedLog log) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.line(line);
      }
    } catch (IOException e) {
      log.line("--- output lost: " + e.getMessage() + " ---");
    }
  }
}
