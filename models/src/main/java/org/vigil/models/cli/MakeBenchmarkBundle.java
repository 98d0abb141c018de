package org.vigil.models.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a bundle of an untrained network, for benchmarks of the pipeline. */
@Command(name = "bench-bundle", description = "Writes an untrained bundle to measure speed with.")
final class MakeBenchmarkBundle implements Callable<Integer> {

  @Option(names = "--network", defaultValue = "densenet121")
  private String network;

  @Option(names = "--out", required = true)
  private Path out;

  @Override
  public Integer call() throws Exception {
    System.out.println(BenchmarkBundle.write(out, network, 1).ref());
    return 0;
  }
}
