package org.vigil.ingest.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.reason.RejectionReason;

class QualityCheckTest {
  private static final Color SKIN = new Color(214, 160, 135);
  private static final Color MOLE = new Color(96, 58, 48);

  private final QualityCheck check = new QualityCheck(true, Set.of(), Map.of());

  /** Skin with pores and a sharp mole of this share of the picture's width. */
  private static BufferedImage skin(int width, int height, double mole) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(SKIN);
    g.fillRect(0, 0, width, height);
    g.setColor(MOLE);
    int size = (int) (mole * width);
    g.fillOval((width - size) / 2, (height - size) / 2, size, size);
    g.dispose();
    Random pores = new Random(5);
    for (int i = 0; i < width * height / 8; i++) {
      int x = pores.nextInt(width);
      int y = pores.nextInt(height);
      image.setRGB(x, y, new Color(image.getRGB(x, y)).darker().getRGB());
    }
    return image;
  }

  private CaptureQuality of(BufferedImage image) {
    return check.check(Spoilt.picture(image), ImageRole.CLINICAL).orElseThrow();
  }

  private static void assertBad(String measure, CaptureQuality quality) {
    assertFalse(quality.good());
    assertTrue(
        quality.measures().stream()
            .anyMatch(each -> each.measure().equals(measure) && each.hint().isPresent()),
        () -> quality.toString());
  }

  @Test
  void aSharpWellLitMoleIsGood() {
    CaptureQuality quality = of(skin(640, 480, 0.3));
    assertEquals(List.of(), quality.hints());
    assertTrue(quality.good());
    assertEquals(Measure.values().length, quality.measures().size());
  }

  @Test
  void eachFaultIsNamedWithAHint() {
    BufferedImage good = skin(640, 480, 0.3);
    assertBad("blur", of(Spoilt.defocused(good, 6)));
    assertBad("blur", of(Spoilt.moved(good, 25)));
    assertBad("exposure", of(Spoilt.exposed(good, -4)));
    assertBad("overexposure", of(Spoilt.exposed(good, 3)));
    assertBad("glare", of(Spoilt.glaring(good, new Random(1))));
    assertBad("colour-cast", of(Spoilt.tinted(good, 0.3, 0.7, 1.4)));
    assertBad("skin", of(Spoilt.wall(good, new Random(1))));
    assertBad("lesion", of(skin(640, 480, 0.02)));
    assertBad("lesion", of(skin(640, 480, 1.3)));
    assertBad("resolution", of(skin(150, 120, 0.3)));
  }

  @Test
  void aLimitSaysOnWhichSideItWasMissed() {
    assertTrue(of(skin(640, 480, 0.02)).hints().get(0).contains("come closer"));
    Limits size = Limits.between(0.1, 0.7);
    assertEquals(Optional.empty(), size.hint(Measure.LESION, 0.1));
    assertTrue(size.hint(Measure.LESION, 0.71).orElseThrow().contains("move back"));
  }

  @Test
  void whereThePolicyIsToRefuseThePictureIsNotTaken() {
    QualityCheck strict = new QualityCheck(true, Set.of(Measure.BLUR), Map.of());
    Picture blurred = Spoilt.picture(Spoilt.defocused(skin(640, 480, 0.3), 6));
    RefusedException refusal =
        assertThrows(RefusedException.class, () -> strict.check(blurred, ImageRole.CLINICAL));
    assertEquals(RejectionReason.POOR_QUALITY, refusal.reason());
    assertTrue(refusal.getMessage().startsWith("Hold the phone still"), refusal.getMessage());
    Picture tiny = Spoilt.picture(skin(150, 120, 0.3));
    assertTrue(strict.check(tiny, ImageRole.CLINICAL).isPresent());
  }

  @Test
  void ownLimitsReplaceTheUsualOnes() {
    Limits anything = new Limits(OptionalDouble.empty(), OptionalDouble.empty());
    QualityCheck patient = new QualityCheck(true, Set.of(), Map.of(Measure.BLUR, anything));
    Picture blurred = Spoilt.picture(Spoilt.defocused(skin(640, 480, 0.3), 6));
    assertTrue(patient.check(blurred, ImageRole.CLINICAL).orElseThrow().good());
  }

  @Test
  void whatIsNoPhotographIsNotMeasured() {
    Picture.Rgb8 photograph = Spoilt.picture(skin(320, 240, 0.3));
    assertEquals(Optional.empty(), check.check(photograph, ImageRole.OTHER));
    assertEquals(Optional.empty(), check.check(photograph.toGrey(), ImageRole.FRONTAL));
    QualityCheck off = new QualityCheck(false, Set.of(), Map.of());
    assertEquals(Optional.empty(), off.check(photograph, ImageRole.CLINICAL));
  }

  @Test
  void aPictureOfOnePixelOrOfNoiseIsMeasuredToo() {
    assertFalse(of(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)).good());
    assertFalse(of(new BufferedImage(4000, 1, BufferedImage.TYPE_INT_RGB)).good());
    BufferedImage noise = new BufferedImage(700, 500, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(3);
    for (int i = 0; i < 350_000; i++) {
      noise.setRGB(i % 700, i / 700, random.nextBoolean() ? 0 : 0xFFFFFF);
    }
    assertFalse(of(noise).good());
  }

  @Test
  void twelveMegapixelsTakeLessThanASecondOfOneCore() {
    Picture.Rgb8 photograph = Spoilt.picture(skin(4000, 3000, 0.3));
    check.check(photograph, ImageRole.CLINICAL); // Compiles it.
    Duration fastest = Duration.ofDays(1);
    for (int i = 0; i < 3; i++) {
      long start = cpuTime();
      check.check(photograph, ImageRole.CLINICAL);
      Duration taken = Duration.ofNanos(cpuTime() - start);
      fastest = taken.compareTo(fastest) < 0 ? taken : fastest;
    }
    assertTrue(fastest.toMillis() < 1000, "took " + fastest);
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
