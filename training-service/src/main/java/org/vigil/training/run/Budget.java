package org.vigil.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a run may take of this machine: time, memory, room on the disk. */
record Budget(RunSettings settings) {

  /** What a trainer takes too much of, in words; empty while all is well. */
  Optional<String> excess(ProcessHandle trainer, Instant start, Path folder) {
    Duration taken = Duration.between(start, Instant.now());
    if (taken.compareTo(settings.timeLimit()) > 0) {
      return Optional.of("it took longer than " + settings.timeLimit());
    }
    long resident = residentMegabytes(trainer.pid());
    if (resident > settings.memory()) {
      return Optional.of(
          "it took %d MiB of memory; it may take %d".formatted(resident, settings.memory()));
    }
    return shortOfDisk(folder);
  }

  /** Whether the disk is too full to begin or go on. */
  Optional<String> shortOfDisk(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace() >> 20;
      return free < settings.minimumFreeDisk()
          ? Optional.of(
              "%d MiB are free on the disk; a run leaves %d"
                  .formatted(free, settings.minimumFreeDisk()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of("the disk does not say how full it is: " + e);
    }
  }

  /** Linux only; 0 where it is not told. */
  private static long residentMegabytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
