package org.vigil.local.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at every file that a stack leaves on disk: logs, state, what services unpacked or put down.
 * Not at the broker's and the store's own files, which are looked at as records and objects.
 */
final class DiskScan {
  private static final List<String> SERVERS = List.of("broker", "store", "store-minio");

  private final Path home;

  DiskScan(Path home) {
    this.home = home;
  }

  void into(Leaks leaks) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(home)) {
      files = all.filter(Files::isRegularFile).filter(file -> !isOfServers(file)).toList();
    }
    for (Path file : files) {
      String name = home.relativize(file).toString();
      leaks.look("the name of " + name, name.getBytes(StandardCharsets.UTF_8));
      try {
        leaks.look(name, Files.readAllBytes(file));
      } catch (NoSuchFileException e) { // A service took it away meanwhile.
      }
    }
  }

  private boolean isOfServers(Path file) {
    Path name = home.relativize(file);
    return SERVERS.stream().anyMatch(server -> name.startsWith(Path.of("data", server)));
  }
}
