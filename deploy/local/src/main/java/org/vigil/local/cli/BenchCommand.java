package org.vigil.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmarks that the project keeps (docs/performance.md). */
@Command(
    name = "bench",
    description = "Measures Vigil on this machine.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    footer = {
      "  retrieval  Times look-ups beside exact search and hnswlib (./vigil bench retrieval"
          + " --help).",
      "  training   Times steps in Java and in PyTorch (./vigil bench training --help)."
    },
    subcommands = {
      BenchInferenceCommand.class,
      BenchIngestCommand.class,
      BenchPipelineCommand.class
    })
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "what shall I measure?");
  }
}
