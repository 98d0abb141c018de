package org.vigil.inference.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds of the machine. From {@code /proc}, so on Linux.
 *
 * @param residentKibibytes memory that is in the machine's
 * @param handles open files and sockets
 */
record ProcessSize(long residentKibibytes, long handles) {
  private static final Path SELF = Path.of("/proc/self");
  private static final String RESIDENT = "VmRSS:";

  static ProcessSize now() throws IOException {
    try (Stream<String> lines = Files.lines(SELF.resolve("status"));
        Stream<Path> open = Files.list(SELF.resolve("fd"))) {
      long resident =
          lines
              .filter(line -> line.startsWith(RESIDENT))
              .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
              .mapToLong(Long::parseLong)
              .findFirst()
              .orElseThrow();
      return new ProcessSize(resident, open.count());
    }
  }
}
