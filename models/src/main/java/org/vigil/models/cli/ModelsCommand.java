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
    System.exit(new CommandLine(new ModelsCommand()).execute(args));
  }
}
