package org.vigil.models.evaluation;

import ai.djl.Device;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Pictures;
import org.vigil.models.dataset.UnreadablePictureException;
import org.vigil.models.preprocess.Bitmap8;
import org.vigil.models.scoring.ImageScore;
import org.vigil.models.scoring.Scorer;

/**
 * What a bundle says of items, by the way that serving takes, whatever the items' labels.
 *
 * @param items that could be scored, in the order given
 * @param scores of each
 * @param unreadable items that could not be scored, with the reason
 */
public record ScoredItems(List<Item> items, List<ImageScore> scores, List<String> unreadable) {
  private static final int BATCH = 64;

  /** Scores items one batch after another. */
  public static ScoredItems of(Bundle bundle, List<Item> items, Pictures pictures, Device device) {
    List<Item> scored = new ArrayList<>();
    List<ImageScore> scores = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    try (Scorer scorer = Scorer.load(bundle, device)) {
      List<float[]> inputs = new ArrayList<>();
      for (Item item : items) {
        try {
          inputs.add(scorer.prepare(raster(pictures.read(picture(item, bundle)))));
          scored.add(item);
        } catch (UnreadablePictureException e) {
          unreadable.add(item.id() + ": " + e.getMessage());
        }
        if (inputs.size() == BATCH) {
          scores.addAll(scorer.score(inputs));
          inputs.clear();
        }
      }
      if (!inputs.isEmpty()) {
        scores.addAll(scorer.score(inputs));
      }
    }
    return new ScoredItems(scored, scores, unreadable);
  }

  /** Of length 1, [item][dimension]. */
  public double[][] embeddings() {
    return scores.stream()
        .map(s -> s.embedding().stream().mapToDouble(Float::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  /** The first picture of a role that the bundle scores. */
  private static PictureRef picture(Item item, Bundle bundle) {
    List<String> roles = bundle.manifest().inputs().roles();
    return item.pictures().stream()
        .filter(ref -> roles.contains(ref.role()) || ref.role().equals("other"))
        .findFirst()
        .orElseThrow(
            () ->
                new UnreadablePictureException(
                    item.pictures().getFirst().path(), "is none of the roles " + roles));
  }

  private static Raster raster(Bitmap8 picture) {
    int channels = picture.channels();
    return Raster.createInterleavedRaster(
        new DataBufferByte(picture.samples(), picture.samples().length),
        picture.width(),
        picture.height(),
        picture.width() * channels,
        channels,
        IntStream.range(0, channels).toArray(),
        null);
  }
}
