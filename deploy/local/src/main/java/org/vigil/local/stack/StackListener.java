package org.vigil.local.stack;

import org.vigil.local.supervise.ProcessView;

/** Hears what happens in a stack. Called from several threads; must not block. */
public interface StackListener {

  /** A process changed its state. */
  void changed(ProcessView process);

  /** Something happened that people should know: one line. */
  default void note(String line) {}

  /** A listener that hears nothing. */
  static StackListener silent() {
    return process -> {};
  }
}
