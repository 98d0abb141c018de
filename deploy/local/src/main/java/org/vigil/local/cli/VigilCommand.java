package org.vigil.local.cli;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./vigil}: the one command of the local stack. */
@Command(
    name = "vigil",
    description = "Runs Vigil on this machine and sends studies to it.",
    mixinStandardHelpOptions = true,
    version = "vigil 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"  model      Weights in and out, training (./vigil model --help)."},
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      DemoCommand.class,
      SendCommand.class,
      BundlesCommand.class,
      WhatIfCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      ReplayCommand.class,
      AuditCommand.class,
      EraseCommand.class,
      HoldCommand.class,
      RetentionCommand.class,
      BenchCommand.class,
      ProvisionCommand.class,
      SimulateCommand.class,
      SuperviseCommand.class
    })
public final class VigilCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Exit status: 0 done, 1 not done, 2 wrong usage, 3 the stack does not run. */
  public static void main(String[] args) {
    quietLibraries();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new VigilCommand())
        .setExecutionExceptionHandler(new OneLineFailure())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Clients that cannot reach a server repeat it many times; the commands say it once. */
  private static void quietLibraries() {
    for (String name : new String[] {"org.apache.kafka", "io.minio", "io.smallrye"}) {
      Logger logger = Logger.getLogger(name);
      logger.setLevel(Level.OFF);
      QUIET.add(logger);
    }
  }

  // JUL forgets loggers, levels included, that nobody holds.
  private static final java.util.List<Logger> QUIET = new java.util.ArrayList<>();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "what shall I do?");
  }
}
