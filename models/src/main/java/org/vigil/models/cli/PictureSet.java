package org.vigil.models.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Pictures named on a command line: a folder or a zip file of them, or a text file with one path a
 * line (relative to that file), after which a tab and the name of its patient or lesion may follow.
 *
 * @param name what the pictures are called in reports
 * @param source where they are
 */
record PictureSet(String name, Path source) {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

  /**
   * @param group pictures of one group belong to one patient or lesion
   */
  record Entry(Path file, String group) {}

  /** What is done with each picture. */
  interface Use {
    void picture(String group, BufferedImage picture);
  }

  /** From {@code NAME=PATH}, or a path that is its own name. */
  static PictureSet parse(String argument) {
    int equals = argument.indexOf('=');
    return equals < 0
        ? new PictureSet(Path.of(argument).getFileName().toString(), Path.of(argument))
        : new PictureSet(argument.substring(0, equals), Path.of(argument.substring(equals + 1)));
  }

  /**
   * Goes through all pictures in the order of their names.
   *
   * @return how many there were
   * @throws IllegalArgumentException for a file that is no picture
   */
  int forEach(Use use) throws IOException {
    if (source.toString().endsWith(".zip")) {
      try (FileSystem zip = FileSystems.newFileSystem(source)) {
        return forEach(inFolder(zip.getPath("/")), use);
      }
    }
    return forEach(Files.isDirectory(source) ? inFolder(source) : listed(), use);
  }

  private static int forEach(List<Entry> entries, Use use) throws IOException {
    for (Entry entry : entries) {
      use.picture(entry.group(), read(entry.file()));
    }
    return entries.size();
  }

  private static List<Entry> inFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(PictureSet::isPicture)
          .sorted()
          .map(file -> new Entry(file, file.getFileName().toString()))
          .toList();
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private List<Entry> listed() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(source)) {
      if (!line.isBlank()) {
        String[] parts = line.split("\t", 2);
        Path file = source.toAbsolutePath().resolveSibling(parts[0]);
        entries.add(new Entry(file, parts.length > 1 ? parts[1] : parts[0]));
      }
    }
    return entries;
  }

  /** Drawn to 8-bit grey or RGB, as ingest normalises uploads: palettes and alpha are gone. */
  private static BufferedImage read(Path file) throws IOException {
    BufferedImage picture =
        Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(file))))
            .orElseThrow(() -> new IllegalArgumentException(file + " is no picture"));
    boolean grey = picture.getColorModel().getNumComponents() == 1;
    if (grey || picture.getRaster().getNumBands() == 3) {
      return picture;
    }
    BufferedImage plain =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    plain.createGraphics().drawImage(picture, 0, 0, null);
    return plain;
  }
}
