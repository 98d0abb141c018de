package org.vigil.ingest.quality;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.word.Words;

/**
 * How often real photographs are complained of, and how often spoilt ones are not. The figures of
 * docs/phone.md are what this prints; its bounds are a little wider.
 */
class QualityRatesTest {
  private static final Path DATA =
      Path.of(System.getProperty("vigil.root")).resolve("../shared/data").normalize();
  private static final long SEED = 20_261_121;

  /** Every how many photographs one is taken; 1 takes all. */
  private static final int STRIDE = Integer.getInteger("vigil.quality.stride", 12);

  private final QualityCheck check = new QualityCheck(true, Set.of(), Map.of());

  private record Photograph(BufferedImage image, ImageRole role) {}

  @Test
  void realPhotographsPassAndSpoiltOnesAreNoticed() throws IOException {
    List<Photograph> real = new ArrayList<>();
    real.addAll(read("dermoscopy", ".jpg", ImageRole.DERMOSCOPIC, STRIDE));
    real.addAll(read("ham10000", ".jpg", ImageRole.DERMOSCOPIC, Math.max(1, STRIDE / 4)));
    real.addAll(read("skin", ".png", ImageRole.CLINICAL, 1));
    Map<String, Double> complaints = new TreeMap<>();
    for (Measure measure : Measure.values()) {
      complaints.put(word(measure), complained(real, measure, image -> image));
    }
    complaints.put("any", complainedOfAny(real));
    System.out.printf("complained of, of %d real photographs: %s%n", real.size(), complaints);
    complaints.forEach((m, rate) -> assertTrue(rate <= (m.equals("any") ? 0.3 : 0.1), m + rate));

    Random random = new Random(SEED);
    noticed(real, Measure.BLUR, "defocus", 0.9, image -> Spoilt.defocused(image, 3 * scale(image)));
    noticed(real, Measure.BLUR, "movement", 0.9, image -> Spoilt.moved(image, odd(21, image)));
    noticed(real, Measure.EXPOSURE, "3 stops under", 0.9, image -> Spoilt.exposed(image, -3));
    noticed(real, Measure.OVEREXPOSURE, "2.5 over", 0.85, image -> Spoilt.exposed(image, 2.5));
    noticed(real, Measure.GLARE, "lamps", 0.85, image -> Spoilt.glaring(image, random));
    noticed(real, Measure.SKIN, "a wall", 1, image -> Spoilt.wall(image, random));
    noticed(real, Measure.LESION, "from afar", 0.9, Spoilt::far);
    noticed(real, Measure.COLOUR_CAST, "green light", 0.2, i -> Spoilt.tinted(i, 0.6, 1.2, 0.6));
  }

  private void noticed(
      List<Photograph> real,
      Measure measure,
      String how,
      double least,
      UnaryOperator<BufferedImage> spoil) {
    double rate = complained(real, measure, spoil);
    System.out.printf("%s noticed by %s: %.3f%n", how, word(measure), rate);
    assertTrue(rate >= least, () -> how + " is noticed at " + rate + " only, seed " + SEED);
  }

  private double complained(
      List<Photograph> photographs, Measure measure, UnaryOperator<BufferedImage> spoil) {
    return photographs.stream()
            .filter(
                photograph ->
                    of(photograph, spoil).measures().stream()
                        .anyMatch(
                            each ->
                                each.measure().equals(word(measure)) && each.hint().isPresent()))
            .count()
        / (double) photographs.size();
  }

  private double complainedOfAny(List<Photograph> photographs) {
    return photographs.stream().filter(photograph -> !of(photograph, i -> i).good()).count()
        / (double) photographs.size();
  }

  private CaptureQuality of(Photograph photograph, UnaryOperator<BufferedImage> spoil) {
    return check
        .check(Spoilt.picture(spoil.apply(photograph.image())), photograph.role())
        .orElseThrow();
  }

  private static String word(Measure measure) {
    return Words.of(measure);
  }

  private static double scale(BufferedImage image) {
    return Math.max(1, Math.max(image.getWidth(), image.getHeight()) / 512.0);
  }

  private static int odd(int pixels, BufferedImage image) {
    return (int) (pixels * scale(image)) | 1;
  }

  private static List<Photograph> read(String folder, String ending, ImageRole role, int stride)
      throws IOException {
    Path path = DATA.resolve(folder);
    assumeTrue(Files.isDirectory(path), "no " + path + ": the real photographs are not here");
    try (Stream<Path> files = Files.list(path)) {
      List<Path> sorted = files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
      List<Photograph> read = new ArrayList<>();
      for (int i = 0; i < sorted.size(); i += stride) {
        read.add(new Photograph(Spoilt.copy(ImageIO.read(sorted.get(i).toFile())), role));
      }
      return read;
    }
  }
}
