package org.vigil.local.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.local.send.FileScan;
import org.vigil.local.send.FileShipments;
import org.vigil.local.send.MetadataTable;
import org.vigil.local.send.SendSettings;
import org.vigil.local.send.Shipment;
import org.vigil.local.stack.StackException;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.supervisor.StackState;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends real files to the front door and shows where they end. */
@Command(
    name = "send",
    description = {
      "Sends picture files, or folders of them, and shows where they end on the worklist.",
      "DICOM files tell their kind themselves; for any others, name it with --kind."
    },
    mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
  private static final int NOTHING_RUNS = 3;
  private static final int MOST_AT_ONCE = 64;

  @Spec private CommandSpec spec;
  @Mixin private StackOptions stack;

  @Option(
      names = "--kind",
      description = "chest-xray, skin or tongue",
      converter = Word.OfKind.class)
  private Optional<StudyKind> kind;

  @Option(
      names = "--role",
      description =
          "what the pictures show: frontal, lateral, dermoscopic, clinical, tongue, other",
      converter = Word.OfRole.class)
  private Optional<ImageRole> role;

  @Option(
      names = "--site",
      defaultValue = "local",
      description = "who sends (default: local)",
      converter = Word.OfSite.class)
  private SiteId site;

  @Option(
      names = "--priority",
      defaultValue = "routine",
      description = "stat or routine (default)",
      converter = Word.OfPriority.class)
  private Priority priority;

  @Option(
      names = "--metadata",
      paramLabel = "FILE.csv",
      description = "a table with a row for each picture, found by its file name")
  private Optional<Path> metadata;

  @Option(names = "--parallel", defaultValue = "4", description = "requests at once (default: 4)")
  private int parallel;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files and folders")
  private List<Path> paths;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    requireSaneOptions();
    FileScan scan = FileScan.of(paths);
    List<Shipment> shipments = shipments(scan, out);
    Optional<StackPorts> ports = stack.stateFile().readLive().map(StackState::stackPorts);
    if (ports.isEmpty()) {
      spec.commandLine().getErr().println("vigil: Vigil is not running: ./vigil up starts it");
      return NOTHING_RUNS;
    }
    SendSettings settings = SendSettings.standard().withParallel(parallel);
    boolean allWell =
        new Journey(ports.get(), out).run(shipments.iterator(), shipments.size(), settings);
    return allWell ? 0 : 1;
  }

  private void requireSaneOptions() {
    if (parallel < 1 || parallel > MOST_AT_ONCE) {
      throw new ParameterException(
          spec.commandLine(), "--parallel is 1 to " + MOST_AT_ONCE + ", not " + parallel);
    }
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new StackException(path + " does not exist");
      }
      if (!Files.isReadable(path)) {
        throw new StackException(path + " may not be read");
      }
    }
  }

  private static String shown(List<Path> paths) {
    return String.join(", ", paths.stream().map(Path::toString).toList());
  }

  private List<Shipment> shipments(FileScan scan, PrintWriter out) throws Exception {
    if (scan.pictures().isEmpty()) {
      throw new StackException("there is no picture under " + shown(paths));
    }
    if (!scan.skipped().isEmpty()) {
      out.printf(
          "Left out %d files that are no pictures (first: %s)%n",
          scan.skipped().size(), scan.skipped().getFirst());
    }
    MetadataTable table =
        metadata.isPresent()
            ? MetadataTable.read(metadata.get(), scan.pictures())
            : MetadataTable.empty();
    FileShipments files = new FileShipments(site, kind, role, priority, table);
    if (!files.columnsNotSent().isEmpty()) {
      out.println("Columns that stay here: " + String.join(", ", files.columnsNotSent()));
    }
    out.flush();
    return files.of(scan.pictures());
  }
}
