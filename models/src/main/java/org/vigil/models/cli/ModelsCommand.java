package org.vigil.models.cli;

import java.nio.file.FileSystemException;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.training.DivergedException;
import org.vigil.models.weights.WeightsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups the library's commands; {@code ./vigil} runs this class in a JVM of its own. */
@Command(
    name = "vigil model",
    description = "Weights in and out, demonstration bundles, measurements.",
    subcommands = {
      ImportWeights.class,
      ExportWeights.class,
      TrainMethod.class,
      EvaluateBundle.class,
      EvaluateRetrieval.class,
      TrainDemonstration.class,
      FitDoubt.class,
      MakeBenchmarkBundle.class,
      ForwardThroughput.class,
      BatchThroughput.class,
      TrainingThroughput.class
    },
    mixinStandardHelpOptions = true)
public final class ModelsCommand {
  /** Exit status: 0 done, 1 not done, 2 wrong usage. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new ModelsCommand());
    command.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          failed.getErr().println(failed.getCommandName() + ": " + reason(e));
          return 1;
        });
    return command;
  }

  /** Our own errors and wrong arguments say all in their message; others need their type too. */
  private static String reason(Exception e) {
    boolean plain =
        e instanceof WeightsException
            || e instanceof BundleException
            || e instanceof DatasetException
            || e instanceof DivergedException
            || e instanceof IllegalArgumentException
            || e instanceof FileSystemException;
    return plain ? e.getMessage() : e.toString();
  }
}
