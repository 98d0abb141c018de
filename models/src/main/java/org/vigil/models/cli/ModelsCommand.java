package org.vigil.models.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups the library's commands; {@code ./vigil} runs this class in a JVM of its own. */
@Command(
    name = "vigil-models",
    subcommands = {TrainDemonstration.class, MakeBenchmarkBundle.class, ForwardThroughput.class},
    mixinStandardHelpOptions = true)
public final class ModelsCommand {
  public static void main(String[] args) {
    CommandLine command = new CommandLine(new ModelsCommand());
    command.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          failed.getErr().println(failed.getCommandName() + ": " + e);
          return 1;
        });
    System.exit(command.execute(args));
  }
}
