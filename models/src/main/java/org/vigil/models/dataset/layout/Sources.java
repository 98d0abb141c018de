package org.vigil.models.dataset.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigil.models.dataset.DatasetException;
import org.vigil.schemas.id.Sha256;

/** Finds the files of a published data set and remembers the digests of those that were read. */
final class Sources {
  private final Path folder;
  private final Map<String, String> digests = new LinkedHashMap<>();
  private final Map<String, Set<String>> listings = new HashMap<>();

  Sources(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(folder + " is no folder");
    }
    this.folder = folder;
  }

  /**
   * The first of several names that is there, plain or as {@code .gz}.
   *
   * @throws DatasetException naming all of them
   */
  Path need(String... names) {
    return find(names)
        .orElseThrow(
            () ->
                new DatasetException(
                    "no " + String.join(" or ", names) + " in " + folder.getFileName()));
  }

  /** As {@link #need}, for a file that may be absent. */
  Optional<Path> find(String... names) {
    return Stream.of(names)
        .flatMap(name -> Stream.of(name, name + ".gz"))
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(this::remembered);
  }

  private Path remembered(Path file) {
    try {
      digests.put(file.getFileName().toString(), Sha256.of(Files.readAllBytes(file)).hex());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where a picture is: in the first of several folders that has it, else in the first of them.
   *
   * @return path below the data set's folder
   */
  String picture(String file, String... folders) {
    for (String candidate : folders) {
      if (isIn(candidate, file)) {
        return joined(candidate, file);
      }
    }
    return joined(folders[0], file);
  }

  /** A folder is listed once: data sets have a hundred thousand pictures. */
  private boolean isIn(String candidate, String file) {
    Path where = folder.resolve(candidate);
    return file.contains("/")
        ? Files.exists(where.resolve(file))
        : listings.computeIfAbsent(candidate, name -> listing(where)).contains(file);
  }

  private static Set<String> listing(Path where) {
    if (!Files.isDirectory(where)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(where)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String joined(String folder, String file) {
    return folder.isEmpty() ? file : folder + "/" + file;
  }

  Map<String, String> digests() {
    return digests;
  }
}
