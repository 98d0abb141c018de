package org.vigil.local.cli;

import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackException;
import org.vigil.local.supervisor.StackState;
import org.vigil.local.web.RegistryClient;
import org.vigil.local.web.WorklistClient;
import picocli.CommandLine.Mixin;

/** Finds the registry and the worklist of the running stack. */
final class RegistryOptions {
  @Mixin private StackOptions stack;

  RegistryClient client() {
    return new RegistryClient(url(Service.TRAINING));
  }

  WorklistClient worklist() {
    return new WorklistClient(url(Service.WORKLIST));
  }

  private String url(Service service) {
    return stack
        .stateFile()
        .readLive()
        .map(StackState::stackPorts)
        .map(ports -> ports.url(service))
        .orElseThrow(() -> new StackException("Vigil is not running; ./vigil up starts it."));
  }
}
