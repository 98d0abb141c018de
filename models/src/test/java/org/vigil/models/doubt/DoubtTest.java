package org.vigil.models.doubt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.doubt.Doubt.Cause;
import org.vigil.models.doubt.DoubtFit.Seen;

class DoubtTest {
  private static final int MAPS = 6;

  private static final List<Seen> RIGHT = seen(300, 1, false);
  private static final DoubtTerms TERMS =
      new DoubtTerms(0.05, 0.9, 28, List.of("drawn"), List.of());
  private static final Doubt DOUBT =
      DoubtFit.fit(List.of(RIGHT, seen(150, 2, false), seen(150, 8, false)), TERMS);

  @Test
  void ofRightPicturesToComeNoMoreThanTheStatedShareIsDoubted() {
    double share = share(seen(2000, 3, false));
    assertTrue(share <= 0.05, share + " of the right pictures are doubted");
    assertTrue(share > 0.005, "limits that doubt next to nothing find nothing either: " + share);
  }

  @Test
  void limitsAreSharedByTheLooksAndTogetherDoubtNoMoreThanAllowed() {
    double[][] distances = new double[100][];
    for (int i = 0; i < distances.length; i++) { // Each look has its own strangest pictures.
      distances[i] = new double[] {i, (i + 33) % 100, (i + 66) % 100};
    }
    double[] limits = DoubtFit.limits(distances, 6);
    assertEquals(97, limits[0]);
    assertEquals(97, limits[1]);
    assertEquals(97, limits[2]);
    assertEquals(99, DoubtFit.limits(distances, 2)[1]);
  }

  @Test
  void theDoubtsOfASiteThatSendsDrawnPicturesDoNotHold() {
    assertTrue(DOUBT.limits().hold("st-olav"));
    assertTrue(!DOUBT.limits().hold("drawn"));
  }

  @Test
  void aColourPictureIsTheWrongKindWhereGreyOnesWereFitted() {
    Seen colour = seen(1, 4, true).getFirst();
    assertEquals(Cause.WRONG_KIND, DOUBT.about(colour.facts()).orElseThrow().cause());
  }

  @Test
  void aPictureThatIsTooSmallTooFlatOrTooBlurredIsOfPoorQuality() {
    assertEquals(Cause.POOR_QUALITY, cause(picture(20, 20, 5, 0.5)));
    assertEquals(Cause.POOR_QUALITY, cause(picture(64, 64, 5, 0)));
    PictureFacts sharp = RIGHT.getFirst().facts();
    PictureFacts blurred = new PictureFacts(64, sharp.contrast(), 0, sharp.tone(), sharp.layout());
    assertEquals(Cause.POOR_QUALITY, DOUBT.about(blurred).orElseThrow().cause());
  }

  @Test
  void mapsFarFromThoseOfTheRightPicturesAreUnfamiliarAndSoIsWhatIsNoNumber() {
    double[] far = new double[MAPS];
    far[0] = 30;
    double[] broken = new double[MAPS];
    broken[1] = Double.NaN;
    for (double[] maps : List.of(far, broken)) {
      assertEquals(Cause.UNFAMILIAR, DOUBT.about(DOUBT.distanceOfMaps(maps)).orElseThrow().cause());
    }
    assertTrue(DOUBT.about(DOUBT.distanceOfMaps(new double[MAPS])).isEmpty());
  }

  @Test
  void aLoadedDoubtDoubtsTheSame() {
    Doubt loaded = Doubt.load(DOUBT.limits(), DOUBT.tensors());
    for (Seen seen : seen(50, 6, false)) {
      assertEquals(DOUBT.about(seen.facts()).isPresent(), loaded.about(seen.facts()).isPresent());
      assertEquals(DOUBT.distanceOfMaps(seen.maps()), loaded.distanceOfMaps(seen.maps()), 1e-4);
    }
    DoubtLimits limits = DOUBT.limits();
    assertThrows(IllegalArgumentException.class, () -> Doubt.load(limits, Map.of()));
  }

  private double share(List<Seen> seen) {
    long doubted =
        seen.stream()
            .filter(
                s ->
                    DOUBT.about(s.facts()).isPresent()
                        || DOUBT.about(DOUBT.distanceOfMaps(s.maps())).isPresent())
            .count();
    return (double) doubted / seen.size();
  }

  private Cause cause(BufferedImage picture) {
    return DOUBT.about(PictureFacts.of(picture.getRaster())).orElseThrow().cause();
  }

  private static List<Seen> seen(int count, long seed, boolean colour) {
    Random random = new Random(seed);
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BufferedImage picture = colour ? coloured(random) : picture(64, 60, random.nextLong(), 0.5);
      double[] maps = random.doubles(MAPS, -1, 1).toArray();
      seen.add(new Seen(PictureFacts.of(picture.getRaster()), maps));
    }
    return seen;
  }

  /** A bright disc somewhere near the middle of a dark ground, with noise; grey. */
  private static BufferedImage picture(int width, int height, long seed, double contrast) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    double radius = width * (0.25 + 0.1 * random.nextDouble());
    double left = width * (0.45 + 0.1 * random.nextDouble());
    double top = height * (0.45 + 0.1 * random.nextDouble());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double inside = Math.hypot(x - left, y - top) < radius ? 1 : 0;
        double noise = 0.1 * random.nextDouble();
        image.getRaster().setSample(x, y, 0, 60 + (int) (150 * contrast * (inside + noise)));
      }
    }
    return image;
  }

  private static BufferedImage coloured(Random random) {
    BufferedImage image = new BufferedImage(64, 60, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 64; x++) {
        int light = Math.hypot(x - 32, y - 30) < 18 ? 60 + random.nextInt(20) : 0;
        image.setRGB(x, y, (150 + light) << 16 | (60 + light) << 8 | 40);
      }
    }
    return image;
  }
}
