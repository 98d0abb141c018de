package org.vigil.platform.audit;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder for one process's journal. Processes that are given the same place each take a folder in
 * it that no other holds: the first takes what an earlier one left.
 *
 * @param path the folder
 * @param lock held as long as the process lives
 */
record JournalFolder(Path path, FileLock lock) {

  static JournalFolder take(Path place) throws IOException {
    for (int number = 0; ; number++) {
      Path path = Files.createDirectories(place.resolve(Integer.toString(number)));
      Optional<FileLock> lock = lock(path.resolve("lock"));
      if (lock.isPresent()) {
        JournalFolder folder = new JournalFolder(path, lock.get());
        folder.adoptFrom(place);
        return folder;
      }
    }
  }

  /** Takes over what processes left that nobody followed. */
  private void adoptFrom(Path place) throws IOException {
    try (Stream<Path> folders = Files.list(place)) {
      for (Path other : folders.filter(folder -> !folder.equals(path)).sorted().toList()) {
        Optional<FileLock> free = lock(other.resolve("lock"));
        if (free.isPresent()) {
          try (Channel held = free.get().acquiredBy()) {
            AuditJournal.moveAll(other, path);
          }
        }
      }
    }
  }

  private static Optional<FileLock> lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(lock);
      }
    } catch (OverlappingFileLockException e) { // Held by this very process.
    }
    channel.close();
    return Optional.empty();
  }
}
