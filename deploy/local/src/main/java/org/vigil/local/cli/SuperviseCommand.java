package org.vigil.local.cli;

import java.util.concurrent.Callable;
import org.vigil.local.supervisor.Supervisor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The background process behind {@code ./vigil up}. */
@Command(name = "supervise", hidden = true, description = "Runs the stack until told to end.")
final class SuperviseCommand implements Callable<Integer> {
  @Mixin private StackOptions stack;
  @Mixin private PortOptions ports;

  @Override
  public Integer call() throws Exception {
    new Supervisor(stack.settings(ports.ports()), BuildStamp.ofEnvironment(), System.out)
        .run(() -> {});
    return 0;
  }
}
