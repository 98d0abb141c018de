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
 * Where a folder or zip file has a table of them ({@link PictureTable}), {@code
 * ?COLUMN=VALUE|VALUE} after its path chooses among them.
 *
 * @param name what the pictures are called in reports
 * @param source where they are
 * @param choice which of them
 */
record PictureSet(String name, Path source, Optional<Choice> choice) {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

  /**
   * @param group pictures of one group belong to one patient or lesion
   */
  record Entry(Path file, String group) {}

  /** The pictures of whose row a column has one of these values. */
  record Choice(String column, List<String> values) {}

  /** What is done with each picture. */
  interface Use {
    void picture(String group, BufferedImage picture);
  }

  /** From {@code NAME=PATH}, or a path that is its own name. */
  static PictureSet parse(String argument) {
    int question = argument.indexOf('?');
    String named = question < 0 ? argument : argument.substring(0, question);
    Optional<Choice> choice =
        question < 0 ? Optional.empty() : Optional.of(choice(argument.substring(question + 1)));
    int equals = named.indexOf('=');
    return equals < 0
        ? new PictureSet(Path.of(named).getFileName().toString(), Path.of(named), choice)
        : new PictureSet(named.substring(0, equals), Path.of(named.substring(equals + 1)), choice);
  }

  private static Choice choice(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("after '?' comes COLUMN=VALUE|VALUE, not " + text);
    }
    return new Choice(
        text.substring(0, equals), List.of(text.substring(equals + 1).split("\\|", -1)));
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

  private List<Entry> inFolder(Path folder) throws IOException {
    Optional<PictureTable> table = PictureTable.in(folder);
    if (table.isPresent()) {
      return table.get().entries(choice);
    }
    if (choice.isPresent()) {
      throw new IllegalArgumentException(source + " has no table to choose by");
    }
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
