package org.vigil.local.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pictures under some paths. A file that is named is taken whatever it is; in a folder, files
 * that do not look like pictures are left out, and said so.
 *
 * @param pictures in the order of the paths, within a folder by name
 * @param skipped files of folders that look like no pictures
 */
public record FileScan(List<Path> pictures, List<Path> skipped) {

  /**
   * @throws IOException if a path cannot be read
   */
  public static FileScan of(List<Path> paths) throws IOException {
    List<Path> pictures = new ArrayList<>();
    List<Path> skipped = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        for (Path file : filesIn(path)) {
          (PictureFile.looksLikeOne(file) ? pictures : skipped).add(file);
        }
      } else {
        pictures.add(path);
      }
    }
    return new FileScan(pictures, skipped);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
