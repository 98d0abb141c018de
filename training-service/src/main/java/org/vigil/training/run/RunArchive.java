package org.vigil.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.vigil.training.document.Documents;
import org.vigil.training.trainer.JobFolder;
import org.vigil.training.trainer.TrainerLine;

/**
 * The runs on the disk, a folder each: {@code run.json}, {@code curve.jsonl} and the trainer's own
 * files. Thread-safe for different runs; of one run, one writer.
 */
public final class RunArchive {
  private static final Logger LOG = Logger.getLogger(RunArchive.class);
  private static final String RUN = "run.json";
  private static final String CURVE = "curve.jsonl";

  private final Path root;

  /**
   * @param root made if it is not there
   */
  public RunArchive(Path root) {
    this.root = root;
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path root() {
    return root;
  }

  public JobFolder folder(RunId id) {
    return new JobFolder(root.resolve(id.value()));
  }

  /** Keeps a run as it is now; it is on the disk when this returns. */
  public void keep(Run run) {
    try {
      Files.createDirectories(folder(run.id()).root());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Documents.write(folder(run.id()).root().resolve(RUN), run);
  }

  public Optional<Run> find(RunId id) {
    Path file = folder(id).root().resolve(RUN);
    return Files.exists(file) ? Optional.of(Documents.read(file, Run.class)) : Optional.empty();
  }

  /** All runs, the first asked first. */
  public List<Run> all() {
    List<Run> runs = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      folders.filter(f -> Files.exists(f.resolve(RUN))).forEach(f -> read(f).ifPresent(runs::add));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    runs.sort(Comparator.comparing(Run::askedAt).thenComparing(run -> run.id().value()));
    return runs;
  }

  private static Optional<Run> read(Path folder) {
    try {
      return Optional.of(Documents.read(folder.resolve(RUN), Run.class));
    } catch (IllegalArgumentException e) {
      LOG.errorf("%s is no run and is left alone: %s", folder.getFileName(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Adds an epoch to a run's curve, unless the curve has it. */
  public void addEpoch(RunId id, TrainerLine.EpochDone epoch) {
    boolean known = curve(id).stream().anyMatch(e -> e.number() == epoch.number());
    if (known) { // The trainer was killed after its checkpoint and before its word, or the reverse.
      return;
    }
    try {
      Files.writeString(
          folder(id).root().resolve(CURVE),
          Documents.line(epoch) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The epochs so far. */
  public List<TrainerLine.EpochDone> curve(RunId id) {
    Path file = folder(id).root().resolve(CURVE);
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream()
              .map(line -> line.getBytes(StandardCharsets.UTF_8))
              .map(bytes -> Documents.read(bytes, TrainerLine.class))
              .map(TrainerLine.EpochDone.class::cast)
              .toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what only the trainer needed; pictures of patients do not stay. */
  public void clean(RunId id) {
    JobFolder folder = folder(id);
    for (Path gone :
        List.of(
            folder.pictures(),
            folder.parent(),
            folder.reference(),
            folder.draft(),
            folder.checkpoint())) {
      delete(gone);
    }
  }

  static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
