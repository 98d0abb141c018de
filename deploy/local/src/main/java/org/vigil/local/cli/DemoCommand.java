package org.vigil.local.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.local.demo.SyntheticStudies;
import org.vigil.local.send.SendSettings;
import org.vigil.local.stack.Service;
import org.vigil.local.supervisor.StackState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack where it does not run, and streams made-up studies into it. */
@Command(
    name = "demo",
    description = "Starts Vigil if need be and streams made-up studies into it.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int SEEDS = 1_000_000;

  @Spec private CommandSpec spec;
  @Mixin private StackOptions stack;
  @Mixin private PortOptions ports;

  @Option(names = "--studies", paramLabel = "N", defaultValue = "20", description = "how many (20)")
  private int studies;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "draws the same studies again (default: a new one each time)")
  private Optional<Long> seed;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "2",
      description = "studies per second (2)")
  private double rate;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    StackState state = new BackgroundStack(stack, out).ensureRunning(ports);
    long used = seed.orElseGet(() -> (long) new SecureRandom().nextInt(SEEDS));
    out.printf("The worklist: %s%n", state.stackPorts().url(Service.WORKLIST));
    out.printf("Sending %d made-up studies (--seed %d draws them again)%n", studies, used);
    out.flush();
    boolean allWell =
        new Journey(state.stackPorts(), out)
            .run(
                new SyntheticStudies(studies, used),
                studies,
                SendSettings.standard().withRate(rate));
    return allWell ? 0 : 1;
  }
}
