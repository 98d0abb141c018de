package org.vigil.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.local.bench.ChestXrays;
import org.vigil.local.bench.PipelineBench;
import org.vigil.local.bench.PipelineReport;
import org.vigil.local.bench.PipelineSettings;
import org.vigil.local.send.FileScan;
import org.vigil.local.send.Shipment;
import org.vigil.local.stack.StackException;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.stack.StackSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the way from an upload to the worklist. */
@Command(
    name = "pipeline",
    description = {
      "Starts a stack of its own with an untrained network, sends chest X-rays through it and times",
      "them: first as many as it takes, then half as many; beside the network's bare forward pass."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchPipelineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--network", defaultValue = "densenet121", description = "architecture")
  private String network;

  @Option(names = "--batch", defaultValue = "8", description = "most images in a forward pass")
  private int batch;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "torch's threads, for the pipeline and the bare forward pass")
  private int threads;

  @Option(names = "--device", defaultValue = "cpu", description = "cpu or cuda")
  private String device;

  @Option(names = "--studies", defaultValue = "400", description = "studies in each phase")
  private int studies;

  @Option(names = "--warm-up", defaultValue = "600", description = "studies before, not counted")
  private int warmUp;

  @Option(
      names = "--window",
      defaultValue = "32",
      description = "studies on their way at any time while saturated")
  private int window;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "one phase with so many studies per second, in place of the two")
  private double rate;

  @Option(
      names = "--raw-seconds",
      defaultValue = "15",
      description = "length of each measurement of the bare forward pass")
  private double rawSeconds;

  @Option(names = "--seed", defaultValue = "1", description = "draws pictures and arrivals")
  private long seed;

  @Option(
      names = "--images",
      paramLabel = "FOLDER",
      description = "real frontal chest X-rays in place of drawn ones; enough for every phase")
  private Optional<Path> images;

  @Option(names = "--json", paramLabel = "FILE", description = "also write the result there")
  private Optional<Path> jsonFile;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path home = BenchHome.empty();
    StackSettings stack = StackSettings.of(StackOptions.root(), home, StackPorts.free());
    PipelineBench bench =
        new PipelineBench(
            settings(),
            stack,
            line -> {
              out.println(line);
              out.flush();
            });
    PipelineReport report = bench.run(pictures().iterator());
    String json = json(report);
    if (jsonFile.isPresent()) {
      Files.writeString(jsonFile.get(), json + "\n");
    }
    out.println(json);
    out.println();
    out.println(new PipelineReportText(report));
    out.flush();
    return report.phases().stream().allMatch(phase -> phase.missing() == 0) ? 0 : 1;
  }

  private PipelineSettings settings() {
    return new PipelineSettings(
        network, batch, threads, device, studies, warmUp, window, rate, rawSeconds, seed);
  }

  private List<Shipment> pictures() throws IOException {
    int needed = warmUp + (rate > 0 ? 1 : 2) * studies;
    if (images.isEmpty()) {
      return ChestXrays.drawn(needed, seed);
    }
    List<Path> files = FileScan.of(List.of(images.get())).pictures();
    if (files.size() < needed) {
      throw new StackException(
          "%d pictures are needed and %s has %d: lower --studies or --warm-up"
              .formatted(needed, images.get(), files.size()));
    }
    return ChestXrays.of(files);
  }

  static String json(Object report) throws IOException {
    return new ObjectMapper()
        .registerModule(new JavaTimeModule())
        .registerModule(new Jdk8Module())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(report);
  }
}
