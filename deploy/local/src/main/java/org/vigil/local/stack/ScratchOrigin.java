package org.vigil.local.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Ties {@code scratch} to the broker that it was made from. Stream state and indexes follow a
 * topic's offsets; under a broker with other data (a deleted {@code data}, a copied folder) the
 * same offsets mean other records, so such state would be silently wrong. Every cluster has an id
 * of its own: scratch that another cluster, or none that is known, left behind is thrown away and
 * made again from the topics.
 */
final class ScratchOrigin {
  private final StackFolders folders;

  ScratchOrigin(StackFolders folders) {
    this.folders = folders;
  }

  /**
   * Call when the broker runs and no service does.
   *
   * @return what was thrown away and why, one line, if anything was
   */
  Optional<String> throwAwayForeign() throws IOException {
    String cluster = clusterId();
    Path mark = folders.scratch().resolve("cluster-id");
    if (Files.exists(mark) && Files.readString(mark).strip().equals(cluster)) {
      return Optional.empty();
    }
    boolean foreign = isFilled();
    deleteAll(folders.scratch());
    Files.createDirectories(folders.scratch());
    Files.writeString(mark, cluster + "\n");
    return foreign
        ? Optional.of(
            "%s was not made from broker %s: thrown away, and made again from its topics"
                .formatted(folders.scratch(), cluster))
        : Optional.empty();
  }

  /** As the broker wrote it when its folder was formatted (KRaft's meta.properties). */
  private String clusterId() throws IOException {
    Properties meta = new Properties();
    try (Reader in =
        Files.newBufferedReader(folders.data(LocalStack.BROKER).resolve("log/meta.properties"))) {
      meta.load(in);
    }
    String id = meta.getProperty("cluster.id");
    if (id == null) {
      throw new IOException("the broker's meta.properties has no cluster.id");
    }
    return id;
  }

  private boolean isFilled() throws IOException {
    if (!Files.isDirectory(folders.scratch())) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folders.scratch())) {
      return entries.findAny().isPresent();
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.toList().reversed();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
