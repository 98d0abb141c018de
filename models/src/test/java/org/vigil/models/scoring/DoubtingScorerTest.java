package org.vigil.models.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.bundle.TinyBundle;
import org.vigil.models.doubt.Doubt;
import org.vigil.models.doubt.Doubt.Cause;
import org.vigil.models.doubt.DoubtFit;
import org.vigil.models.doubt.DoubtFit.Seen;
import org.vigil.models.doubt.DoubtLimits;
import org.vigil.models.doubt.DoubtTerms;
import org.vigil.models.doubt.PictureFacts;
import org.vigil.models.preprocess.TestTimeTransform;

/** A bundle that carries its doubts, written, read and at work. */
class DoubtingScorerTest {
  @TempDir Path folder;

  private final DoubtTerms terms = new DoubtTerms(0.05, 0.9, 8, List.of("drawn"), List.of());

  @Test
  void aFittedScorerTrustsPicturesLikeThoseItWasFittedOnAndDoubtsOthers() throws IOException {
    Bundle bundle = TinyBundle.write(folder.resolve("plain"));
    Doubt doubt;
    try (Scorer plain = Scorer.load(bundle, Device.cpu())) {
      doubt = DoubtFit.fit(folds(plain, 90), terms);
      assertTrue(score(plain, speckled(3)).doubted().isEmpty());
    }
    Bundle fitted =
        Bundle.write(
            folder.resolve("fitted"),
            bundle.manifest().doubting("0.0.2", doubt.limits(), Map.of("doubt.x", 0.5)),
            bundle.weights(),
            doubt.tensors(),
            bundle.card());
    assertEquals(bundle.weights(), fitted.weights());
    assertEquals(doubt.tensors().keySet(), fitted.fitted().keySet());
    assertEquals(0.5, fitted.manifest().metrics().get("doubt.x"));
    try (Scorer scorer = Scorer.load(fitted, Device.cpu())) {
      int doubted = 0;
      for (int seed = 100; seed < 140; seed++) {
        doubted += score(scorer, speckled(seed)).doubted().isPresent() ? 1 : 0;
      }
      assertTrue(doubted <= 8, doubted + " of 40 pictures of the right kind are doubted");
      float[] strange = scorer.prepare(speckled(5).getRaster());
      for (int i = 0; i < strange.length; i++) {
        strange[i] = i % 2 == 0 ? 40 : -40;
      }
      ImageScore word = scorer.score(List.of(strange)).getFirst();
      assertEquals(Cause.UNFAMILIAR, word.doubted().orElseThrow().cause());
      BufferedImage flat = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
      assertEquals(Cause.POOR_QUALITY, cause(scorer, flat, "ward"));
      assertTrue(scorer.doubts(flat.getRaster(), "drawn").isEmpty());
    }
  }

  @Test
  void limitsWithoutWhatTheyWereFittedToAreRefused() throws IOException {
    Bundle bundle = TinyBundle.write(folder.resolve("plain"));
    Doubt doubt;
    try (Scorer plain = Scorer.load(bundle, Device.cpu())) {
      doubt = DoubtFit.fit(folds(plain, 25), terms);
    }
    Bundle half =
        Bundle.write(
            folder.resolve("half"),
            bundle.manifest().doubting("0.0.2", doubt.limits(), Map.of()),
            bundle.weights(),
            bundle.card());
    assertThrows(BundleException.class, () -> Scorer.load(half, Device.cpu()));
  }

  @Test
  void aPictureWhoseScoresChangeWhenItIsMirroredIsUnsureAndItsSpreadIsTold() throws IOException {
    Bundle bundle = TinyBundle.write(folder.resolve("plain"));
    List<TestTimeTransform> looks = List.of(TestTimeTransform.HORIZONTAL);
    DoubtTerms mirrored = new DoubtTerms(0.05, 0.9, 8, List.of("drawn"), looks);
    Doubt doubt;
    double plain;
    try (Scorer scorer = Scorer.load(bundle, Device.cpu())) {
      doubt = DoubtFit.fit(folds(scorer, 50, looks), mirrored);
      plain = scorer.spread(scorer.prepare(lopsided().getRaster()), looks);
      assertEquals(0, scorer.spread(scorer.prepare(even().getRaster()), looks), 1e-6);
    }
    assertTrue(plain > 0);
    DoubtLimits found = doubt.limits();
    DoubtLimits tight = // As if nothing but the spread spoke against it.
        new DoubtLimits(
            0.05, 1e9, 1e9, 1e9, 8, 0, 0, List.of("drawn"), looks, Optional.of(plain / 2));
    try (Scorer scorer = Scorer.load(write("tight", bundle, doubt, tight), Device.cpu())) {
      ImageScore word = score(scorer, lopsided());
      assertEquals(Cause.UNSURE, word.doubted().orElseThrow().cause());
      assertEquals(plain, Collections.max(word.spread().orElseThrow()), 1e-6);
      assertTrue(score(scorer, even()).doubted().isEmpty());
    }
    try (Scorer scorer = Scorer.load(write("found", bundle, doubt, found), Device.cpu())) {
      int unsure = 0;
      for (ImageScore word : scorer.score(inputs(scorer, 40))) {
        unsure += word.doubted().filter(d -> d.cause() == Cause.UNSURE).isPresent() ? 1 : 0;
      }
      assertTrue(unsure <= 6, unsure + " of 40 pictures of the right kind are unsure");
    }
  }

  @Test
  void aLookThatNeedsPixelsWhichAreNotThereIsRefused() throws IOException {
    try (Scorer scorer = Scorer.load(TinyBundle.write(folder.resolve("plain")), Device.cpu())) {
      float[] input = scorer.prepare(even().getRaster());
      List<TestTimeTransform> smaller = List.of(TestTimeTransform.ZOOM_OUT_0_9);
      assertThrows(IllegalArgumentException.class, () -> scorer.spread(input, smaller));
    }
  }

  private Bundle write(String name, Bundle bundle, Doubt doubt, DoubtLimits limits)
      throws IOException {
    return Bundle.write(
        folder.resolve(name),
        bundle.manifest().doubting("0.0.2", limits, Map.of()),
        bundle.weights(),
        doubt.tensors(),
        bundle.card());
  }

  private static List<float[]> inputs(Scorer scorer, int count) {
    List<float[]> inputs = new ArrayList<>();
    for (int seed = 0; seed < count; seed++) {
      inputs.add(scorer.prepare(speckled(9000 + seed).getRaster()));
    }
    return inputs;
  }

  private static BufferedImage even() {
    return painted(40);
  }

  private static BufferedImage lopsided() {
    return painted(15);
  }

  /** Bright up to a column, dark beyond it. */
  private static BufferedImage painted(int bright) {
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        image.setRGB(x, y, x < bright ? 0xF0D0B0 : 0x101010);
      }
    }
    return image;
  }

  private static ImageScore score(Scorer scorer, BufferedImage picture) {
    return scorer.score(List.of(scorer.prepare(picture.getRaster()))).getFirst();
  }

  private static Cause cause(Scorer scorer, BufferedImage picture, String site) {
    return scorer.doubts(picture.getRaster(), site).orElseThrow().cause();
  }

  private static List<List<Seen>> folds(Scorer scorer, int each) {
    return folds(scorer, each, List.of());
  }

  private static List<List<Seen>> folds(Scorer scorer, int each, List<TestTimeTransform> looks) {
    return List.of(seen(scorer, each, 1, looks), seen(scorer, each, 2, looks));
  }

  private static List<Seen> seen(
      Scorer scorer, int count, long seed, List<TestTimeTransform> looks) {
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BufferedImage picture = speckled(1000 * seed + i);
      float[] input = scorer.prepare(picture.getRaster());
      seen.add(
          new Seen(
              PictureFacts.of(picture.getRaster()),
              scorer.mapMeans(List.of(input)).getFirst(),
              scorer.spread(input, looks)));
    }
    return seen;
  }

  private static BufferedImage speckled(long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        int red = 120 + random.nextInt(100);
        image.setRGB(x, y, red << 16 | red / 2 << 8 | red / 3);
      }
    }
    return image;
  }
}
