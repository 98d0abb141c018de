package org.vigil.local.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.supervisor.StackState;
import org.vigil.local.supervisor.Supervisor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack and returns when all of it is healthy. */
@Command(
    name = "up",
    description = "Starts the stack; returns when all of it is healthy.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StackOptions stack;
  @Mixin private PortOptions ports;

  @Option(names = "--foreground", description = "stay, and stop the stack on Ctrl-C")
  private boolean foreground;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Optional<StackState> running = stack.stateFile().readLive();
    if (running.isEmpty() && foreground) {
      return runHere(out);
    }
    StackState state = new BackgroundStack(stack, out).ensureRunning(ports);
    out.println("Vigil is running: " + state.stackPorts().url(Service.WORKLIST));
    out.println(dicom(state.stackPorts()));
    if (!state.build().equals(BuildStamp.ofEnvironment())) {
      out.println("It runs an older build than this tree's: ./vigil down, then ./vigil up.");
    }
    out.println("./vigil demo sends sample studies; ./vigil down stops it.");
    out.flush();
    return 0;
  }

  private int runHere(PrintWriter out) throws InterruptedException {
    new Supervisor(stack.settings(ports.ports()), BuildStamp.ofEnvironment(), System.out)
        .run(
            () -> {
              out.println("Vigil is running: " + ports.ports().url(Service.WORKLIST));
              out.println(dicom(ports.ports()));
              out.println("Ctrl-C stops it.");
              out.flush();
            });
    return 0;
  }

  private static String dicom(StackPorts ports) {
    return "DICOM: AE title VIGIL at 127.0.0.1:" + ports.dicom();
  }
}
