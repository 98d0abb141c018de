package org.vigil.models.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.vigil.models.doubt.PictureFacts;

/** A bundle that carries its doubts, written, read and at work. */
class DoubtingScorerTest {
  @TempDir Path folder;

  @Test
  void aFittedScorerTrustsPicturesLikeThoseItWasFittedOnAndDoubtsOthers() throws IOException {
    Bundle bundle = TinyBundle.write(folder.resolve("plain"));
    Doubt doubt;
    try (Scorer plain = Scorer.load(bundle, Device.cpu())) {
      doubt = DoubtFit.fit(seen(plain, 120, 1), seen(plain, 60, 2), 0.05, 8);
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
      assertEquals(Cause.POOR_QUALITY, scorer.doubts(flat.getRaster()).orElseThrow().cause());
    }
  }

  @Test
  void limitsWithoutWhatTheyWereFittedToAreRefused() throws IOException {
    Bundle bundle = TinyBundle.write(folder.resolve("plain"));
    Doubt doubt;
    try (Scorer plain = Scorer.load(bundle, Device.cpu())) {
      doubt = DoubtFit.fit(seen(plain, 20, 1), seen(plain, 20, 2), 0.05, 8);
    }
    Bundle half =
        Bundle.write(
            folder.resolve("half"),
            bundle.manifest().doubting("0.0.2", doubt.limits(), Map.of()),
            bundle.weights(),
            bundle.card());
    assertThrows(BundleException.class, () -> Scorer.load(half, Device.cpu()));
  }

  private static ImageScore score(Scorer scorer, BufferedImage picture) {
    return scorer.score(List.of(scorer.prepare(picture.getRaster()))).getFirst();
  }

  private static List<Seen> seen(Scorer scorer, int count, long seed) {
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BufferedImage picture = speckled(1000 * seed + i);
      float[] input = scorer.prepare(picture.getRaster());
      seen.add(
          new Seen(
              PictureFacts.of(picture.getRaster()), scorer.mapMeans(List.of(input)).getFirst()));
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
