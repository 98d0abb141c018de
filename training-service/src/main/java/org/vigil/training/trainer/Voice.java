package org.vigil.training.trainer;

import java.io.PrintStream;

/** Tells the process that started the trainer how it goes. Thread-safe. */
final class Voice {
  private static final long EVERY_NANOS = 500_000_000;

  private final PrintStream out;
  private long lastStep;

  Voice(PrintStream out) {
    this.out = out;
  }

  synchronized void say(TrainerLine line) {
    out.println(line.text());
    out.flush();
  }

  /** Says a step, but not more often than anybody can look at. */
  synchronized void step(TrainerLine.Stepped line) {
    long now = System.nanoTime();
    if (lastStep == 0 || now - lastStep > EVERY_NANOS) {
      lastStep = now;
      say(line);
    }
  }
}
