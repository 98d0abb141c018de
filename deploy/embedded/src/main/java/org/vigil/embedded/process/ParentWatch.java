package org.vigil.embedded.process;

import java.io.IOException;

/**
 * Runs in the child: ends this JVM, shutdown hooks included, when the parent closes our standard
 * input.
 */
public final class ParentWatch {
  private ParentWatch() {}

  public static void start() {
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
    System.exit(0);
  }
}
