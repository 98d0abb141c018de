package org.vigil.local.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.local.bench.door.DoorBench;
import org.vigil.local.bench.door.DoorReport;
import org.vigil.local.bench.door.DoorSettings;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.stack.StackSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the DICOM doors beside Orthanc's. */
@Command(
    name = "ingest",
    description = {
      "Starts Orthanc and a front door of its own, and sends both the same number of chest X-rays by",
      "C-STORE (DCMTK's storescu) and by STOW-RS. Needs Debian's dcmtk, orthanc, orthanc-dicomweb."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchIngestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--images",
      paramLabel = "FOLDER",
      required = true,
      description = "real chest X-rays, JPEG")
  private Path images;

  @Option(
      names = "--instances",
      defaultValue = "1000",
      description = "radiographs for each door and server")
  private int instances;

  @Option(names = "--warm-up", defaultValue = "300", description = "before that, not counted")
  private int warmUp;

  @Option(names = "--senders", defaultValue = "4", description = "associations or connections")
  private int senders;

  @Option(
      names = "--large",
      defaultValue = "0",
      description =
          "then so many associations send 50 MB each to our door, whose memory is watched")
  private int large;

  @Option(
      names = "--orthanc-plugins",
      paramLabel = "FOLDER",
      defaultValue = "/usr/share/orthanc/plugins",
      description = "where Orthanc's DICOMweb plugin is")
  private Path plugins;

  @Option(names = "--json", paramLabel = "FILE", description = "also write the result there")
  private Optional<Path> jsonFile;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path home = BenchHome.empty();
    StackSettings stack = StackSettings.of(StackOptions.root(), home, StackPorts.free());
    DoorBench bench =
        new DoorBench(
            new DoorSettings(images, instances, warmUp, senders, large, plugins.toAbsolutePath()),
            stack,
            line -> {
              out.println(line);
              out.flush();
            });
    DoorReport report = bench.run();
    if (jsonFile.isPresent()) {
      Files.writeString(jsonFile.get(), BenchPipelineCommand.json(report) + "\n");
    }
    out.println(report);
    out.flush();
    return 0;
  }
}
