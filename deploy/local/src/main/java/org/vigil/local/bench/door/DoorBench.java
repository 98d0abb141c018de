package org.vigil.local.bench.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.vigil.local.bench.Machine;
import org.vigil.local.stack.StackSettings;

/**
 * {@code ./vigil bench ingest}: instances that a sender may forget, by C-STORE and by STOW-RS, from
 * us and from Orthanc, the same files to both, each half of them in another order so that a machine
 * that becomes slower or faster does so for both.
 */
public final class DoorBench {
  private static final int LARGE_SIDE =
      7070; // 50 million pixels of 8 bits, the most that is taken.

  private final DoorSettings settings;
  private final StackSettings stack;
  private final Consumer<String> progress;

  /**
   * @param stack over an empty folder
   * @param progress told in plain words what happens
   */
  public DoorBench(DoorSettings settings, StackSettings stack, Consumer<String> progress) {
    this.settings = settings;
    this.stack = stack;
    this.progress = progress;
  }

  public DoorReport run() throws IOException, InterruptedException {
    for (String program :
        List.of("img2dcm", "dcmdjpeg", "dcmodify", "dcmscale", "storescu", "echoscu")) {
      Programs.require(program, "dcmtk");
    }
    Instant start = Instant.now();
    Path folder = Files.createDirectories(stack.home().resolve("radiographs"));
    progress.accept("Making radiographs of " + settings.pictures());
    Radiographs radiographs = Radiographs.of(settings.pictures(), folder);
    Path orthancs = Files.createDirectories(stack.home().resolve("orthanc"));
    progress.accept("Starting Orthanc and a stack of our own in " + stack.home());
    try (DoorServer orthanc = OrthancServer.start(orthancs, settings.plugins());
        VigilServer vigil = VigilServer.start(stack)) {
      List<DoorReport.Door> doors = doors(radiographs, orthanc, vigil);
      double megabytes = megabytes(folder.resolve("C-STORE-first"));
      return new DoorReport(
          start, Machine.here(), settings, megabytes, doors, large(radiographs, vigil));
    }
  }

  private Optional<LargeLoad.Memory> large(Radiographs radiographs, VigilServer vigil)
      throws IOException, InterruptedException {
    if (settings.large() == 0) {
      return Optional.empty();
    }
    progress.accept("  large objects by %d associations".formatted(settings.large()));
    List<Path> objects = radiographs.large(settings.large(), LARGE_SIDE);
    return Optional.of(new LargeLoad(vigil, stack.home()).send(objects));
  }

  private List<DoorReport.Door> doors(Radiographs radiographs, DoorServer orthanc, DoorServer vigil)
      throws IOException, InterruptedException {
    DoorLoad load = new DoorLoad(stack.home());
    List<DoorReport.Door> doors = new ArrayList<>();
    doors.add(door("C-STORE", radiographs, orthanc, vigil, load::store));
    if (orthanc.studies().isPresent()) {
      doors.add(door("STOW-RS", radiographs, orthanc, vigil, load::stow));
    } else {
      progress.accept("STOW-RS is left out: no plugin in " + settings.plugins());
    }
    return doors;
  }

  /** Sends folders to a server. */
  @FunctionalInterface
  private interface Way {
    Timed send(DoorServer server, List<Path> folders) throws IOException, InterruptedException;
  }

  private DoorReport.Door door(
      String name, Radiographs radiographs, DoorServer orthanc, DoorServer vigil, Way way)
      throws IOException, InterruptedException {
    int half = settings.instances() / 2;
    List<Path> warmUp = radiographs.shares(name + "-warm-up", settings.warmUp(), senders());
    List<Path> first = radiographs.shares(name + "-first", half, senders());
    List<Path> second = radiographs.shares(name + "-second", half, senders());
    way.send(orthanc, warmUp);
    way.send(vigil, warmUp);
    Timed orthancs = told(name, way.send(orthanc, first));
    Timed ours = told(name, way.send(vigil, first)).plus(told(name, way.send(vigil, second)));
    return new DoorReport.Door(name, orthancs.plus(told(name, way.send(orthanc, second))), ours);
  }

  private int senders() {
    return settings.senders();
  }

  private Timed told(String door, Timed timed) {
    progress.accept("  %s, %s: %.1f/s".formatted(door, timed.server(), timed.perSecond()));
    return timed;
  }

  private static double megabytes(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
              .filter(Files::isRegularFile)
              .mapToLong(file -> file.toFile().length())
              .average()
              .orElse(0)
          / 1e6;
    }
  }
}
