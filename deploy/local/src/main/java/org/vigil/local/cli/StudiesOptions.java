package org.vigil.local.cli;

import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackException;
import org.vigil.local.supervisor.StackState;
import org.vigil.local.web.StudiesClient;
import picocli.CommandLine.Mixin;

/** Finds the worklist of the running stack. */
final class StudiesOptions {
  @Mixin private StackOptions stack;

  StudiesClient client() {
    return of(stack);
  }

  static StudiesClient of(StackOptions stack) {
    return new StudiesClient(
        stack
            .stateFile()
            .readLive()
            .map(StackState::stackPorts)
            .map(ports -> ports.url(Service.WORKLIST))
            .orElseThrow(() -> new StackException("Vigil is not running; ./vigil up starts it.")));
  }
}
