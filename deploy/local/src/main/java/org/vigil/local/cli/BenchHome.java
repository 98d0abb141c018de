package org.vigil.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of a benchmark's own stack. */
final class BenchHome {
  private BenchHome() {}

  /** The folder, without what the last benchmark left. */
  static Path empty() throws IOException {
    Path home = StackOptions.root().resolve(".vigil/bench");
    if (Files.exists(home)) {
      try (Stream<Path> files = Files.walk(home)) {
        files.sorted(Comparator.reverseOrder()).forEach(BenchHome::delete);
      }
    }
    return home;
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
