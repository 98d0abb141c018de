package org.vigil.local.ports;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds who listens on a port, from Linux's {@code /proc}: the socket's inode from {@code net/tcp},
 * then the process that has it open. Empty on other systems and for other users' processes.
 */
public final class PortOwner {
  private static final String LISTENING = "0A";
  private static final Path PROC = Path.of("/proc");

  private PortOwner() {}

  /** The process, such as {@code java (pid 4711)}. */
  public static Optional<String> of(int port) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      sockets.addAll(listeningInodes(PROC.resolve(table), port));
    }
    return sockets.isEmpty() ? Optional.empty() : processWith(sockets);
  }

  /** Columns: number, local address (hex:hex port), remote, state, queues, timer, ..., inode. */
  private static Set<String> listeningInodes(Path table, int port) {
    Set<String> inodes = new HashSet<>();
    String suffix = ":%04X".formatted(port);
    try {
      for (String line : Files.readAllLines(table)) {
        String[] columns = line.strip().split("\\s+");
        if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING)) {
          inodes.add("socket:[" + columns[9] + "]");
        }
      }
    } catch (IOException e) {
      return Set.of(); // Not Linux.
    }
    return inodes;
  }

  private static Optional<String> processWith(Set<String> sockets) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (hasOpen(process.resolve("fd"), sockets)) {
          return Optional.of(describe(process));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean hasOpen(Path descriptors, Set<String> sockets) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : open) {
        if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
    } catch (IOException e) {
      return false; // Gone already, or not ours to look at.
    }
    return false;
  }

  private static String describe(Path process) throws IOException {
    return "%s (pid %s)"
        .formatted(Files.readString(process.resolve("comm")).strip(), process.getFileName());
  }
}
