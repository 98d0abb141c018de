package org.vigil.local.cli;

import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackException;
import org.vigil.local.supervisor.StackState;
import org.vigil.local.web.RegistryClient;
import picocli.CommandLine.Mixin;

/** Finds the registry of the running stack. */
final class RegistryOptions {
  @Mixin private StackOptions stack;

  RegistryClient client() {
    return new RegistryClient(
        stack
            .stateFile()
            .readLive()
            .map(StackState::stackPorts)
            .map(ports -> ports.url(Service.TRAINING))
            .orElseThrow(() -> new StackException("Vigil is not running; ./vigil up starts it.")));
  }
}
