package org.vigil.retrieval.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The form in which a library lies on disk. A library of another form is taken away whole: Kafka
 * has everything that was in it.
 */
public final class LibraryFormat {
  /** Raise it with every change of what the catalogue or a space's documents hold. */
  public static final String FORM = "3";

  private static final String MARK = "form";

  private LibraryFormat() {}

  /** Leaves a folder with a library of this form, or with none. */
  static void clearOthers(Path folder) {
    Path mark = folder.resolve(MARK);
    try {
      Files.createDirectories(folder);
      if (!Files.exists(mark) || !Files.readString(mark).strip().equals(FORM)) {
        clear(folder);
        mark(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a folder holds no library, nor ever did. */
  public static boolean isNew(Path folder) {
    return !Files.exists(folder.resolve(MARK));
  }

  /** Says that what lies in a folder is a whole library of this form. */
  public static void mark(Path folder) throws IOException {
    Files.writeString(folder.resolve(MARK), FORM + "\n");
  }

  /** Takes away what of a library lies in a folder, and nothing else. */
  public static void clear(Path folder) throws IOException {
    for (String part : List.of("catalogue", "spaces")) {
      if (!Files.exists(folder.resolve(part))) {
        continue;
      }
      try (Stream<Path> files = Files.walk(folder.resolve(part))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
