package org.vigil.local.bench.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.vigil.local.stack.StackException;

/**
 * Real chest X-rays as Computed Radiography objects, made with DCMTK: img2dcm, dcmdjpeg, then
 * dcmscale to a size that no other object of the same picture has, and UIDs of their own, so that
 * every object is one that nobody has seen.
 */
final class Radiographs {
  private static final String COMPUTED_RADIOGRAPHY = "1.2.840.10008.5.1.4.1.1.1";
  private static final int SIDE = 724; // 724 x 724 pixels of 8 bits: half a megabyte.

  private final Path folder;
  private final Path output;
  private final List<Path> uncompressed = new ArrayList<>();
  private int next;

  private Radiographs(Path folder) {
    this.folder = folder;
    this.output = folder.resolve("dcmtk.log");
  }

  /**
   * @param pictures a folder of JPEG files
   * @param folder an empty folder for what is made of them
   */
  static Radiographs of(Path pictures, Path folder) throws IOException, InterruptedException {
    Radiographs radiographs = new Radiographs(Files.createDirectories(folder));
    for (Path picture : jpegs(pictures)) {
      radiographs.prepare(picture);
    }
    return radiographs;
  }

  private static List<Path> jpegs(Path pictures) throws IOException {
    try (Stream<Path> files = Files.list(pictures)) {
      List<Path> found =
          files
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g"))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new StackException("no JPEG files in " + pictures);
      }
      return found;
    }
  }

  private void prepare(Path picture) throws InterruptedException {
    Path compressed = folder.resolve("compressed.dcm");
    Path plain = folder.resolve("plain-%d.dcm".formatted(uncompressed.size()));
    Programs.run(
        output,
        List.of(
            "img2dcm",
            picture.toString(),
            compressed.toString(),
            "-k",
            "0008,0060=CR",
            "-k",
            "0018,0015=CHEST",
            "-k",
            "0018,5101=PA"));
    Programs.run(output, List.of("dcmdjpeg", compressed.toString(), plain.toString()));
    Programs.run(
        output,
        List.of("dcmodify", "-nb", "-m", "0008,0016=" + COMPUTED_RADIOGRAPHY, plain.toString()));
    uncompressed.add(plain);
  }

  /**
   * Objects that were not made before.
   *
   * @return folders with equal shares of them
   */
  List<Path> shares(String name, int count, int shares) throws IOException, InterruptedException {
    List<Path> folders = new ArrayList<>();
    List<String> renew = new ArrayList<>(List.of("dcmodify", "-nb", "-gst", "-gse", "-gin"));
    for (int share = 0; share < shares; share++) {
      folders.add(Files.createDirectories(folder.resolve(name).resolve("share-" + share)));
    }
    List<List<String>> commands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path made = folders.get(i % shares).resolve("%06d.dcm".formatted(i));
      commands.add(scaling(made));
      renew.add(made.toString());
    }
    runAll(commands);
    Programs.run(output, renew);
    return folders;
  }

  private void runAll(List<List<String>> commands) throws InterruptedException {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<?>> made = new ArrayList<>();
      for (List<String> command : commands) {
        made.add(
            threads.submit(
                () -> {
                  Programs.run(output, command);
                  return command;
                }));
      }
      for (Future<?> one : made) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new StackException(e.getCause().getMessage(), e.getCause());
    }
  }

  /**
   * Large objects of one picture, each with UIDs of its own.
   *
   * @param side pixels of 8 bits, each way
   */
  List<Path> large(int count, int side) throws IOException, InterruptedException {
    List<Path> objects = new ArrayList<>();
    Path large = folder.resolve("large.dcm");
    Path plain = uncompressed.get(0);
    Programs.run(
        output,
        List.of("dcmscale", "+Sxv", Integer.toString(side), plain.toString(), large.toString()));
    List<String> renew = new ArrayList<>(List.of("dcmodify", "-nb", "-gst", "-gse", "-gin"));
    for (int i = 0; i < count; i++) {
      objects.add(Files.copy(large, folder.resolve("large-%d.dcm".formatted(i))));
      renew.add(objects.get(i).toString());
    }
    if (count > 0) {
      Programs.run(output, renew);
    }
    return objects;
  }

  private List<String> scaling(Path made) {
    int round = next / uncompressed.size();
    int side = SIDE + (round % 2 == 0 ? round / 2 : -round / 2 - 1);
    Path plain = uncompressed.get(next % uncompressed.size());
    next++;
    return List.of("dcmscale", "+Sxv", Integer.toString(side), plain.toString(), made.toString());
  }

  /** Every object in some folders. */
  static List<Path> in(List<Path> folders) throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        files.sorted().forEach(all::add);
      }
    }
    return all;
  }
}
