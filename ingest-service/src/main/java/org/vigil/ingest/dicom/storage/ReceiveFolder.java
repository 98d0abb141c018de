package org.vigil.ingest.dicom.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.vigil.ingest.dicom.pdu.Uid;

/**
 * The folder where instances lie until they have been answered. It belongs to one running service;
 * what an earlier one left there when it was killed was never acknowledged and is removed.
 */
public final class ReceiveFolder {
  static final String INSTANCE_PREFIX = "instance-";

  private static final List<String> OURS = List.of(INSTANCE_PREFIX, "normalised-");

  private final Path folder;
  private final long limit;

  private ReceiveFolder(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * @param limit bytes of one instance
   */
  public static ReceiveFolder open(Path folder, long limit) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.filter(ReceiveFolder::isOurs).toList()) {
        Files.delete(file);
      }
    }
    return new ReceiveFolder(folder, limit);
  }

  private static boolean isOurs(Path file) {
    return OURS.stream().anyMatch(file.getFileName().toString()::startsWith);
  }

  /**
   * Begins a file.
   *
   * @throws IOException if there is no room for an instance of the largest size and its picture
   */
  InstanceFile begin(Uid sopClass, Uid sopInstance, Uid transferSyntax) throws IOException {
    requireRoom();
    return InstanceFile.create(folder, limit, FileMeta.of(sopClass, sopInstance, transferSyntax));
  }

  /** An empty file of the caller's. */
  Path newFile() throws IOException {
    requireRoom();
    return Files.createTempFile(folder, INSTANCE_PREFIX, ".part");
  }

  private void requireRoom() throws IOException {
    if (Files.getFileStore(folder).getUsableSpace() < 2 * limit) {
      throw new IOException("the disk under the receive folder is nearly full");
    }
  }
}
