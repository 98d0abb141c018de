package org.vigil.embedded.process;

import java.io.IOException;
import java.time.Duration;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Runs in the child: ends this JVM, shutdown hooks included, when the parent closes our standard
 * input, and at once when the hooks take too long. Ctrl-C in a terminal reaches every process of
 * the foreground; children ignore it, because the parent decides the order in which they end.
 */
public final class ParentWatch {
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(30);

  private ParentWatch() {}

  public static void start() {
    Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
    Thread.ofPlatform().daemon().name("parent-watch").start(ParentWatch::untilParentIsGone);
  }

  private static void untilParentIsGone() {
    try {
      while (System.in.read() >= 0) {
        // What the parent writes does not matter; that it is there does.
      }
    } catch (IOException e) {
      // A broken pipe says the same as a closed one.
    }
    Thread.ofPlatform().daemon().name("shutdown-limit").start(ParentWatch::haltAfterLimit);
    System.exit(0);
  }

  private static void haltAfterLimit() {
    try {
      Thread.sleep(SHUTDOWN_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
