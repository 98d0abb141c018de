package org.vigil.models.evaluation;

import ai.djl.Device;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Pictures;
import org.vigil.models.dataset.UnreadablePictureException;
import org.vigil.models.preprocess.Bitmap8;
import org.vigil.models.scoring.ImageScore;
import org.vigil.models.scoring.Scorer;

/**
 * A bundle's scores of a data set's items, by the way that serving takes: the same preparation, the
 * same rewritten network, calibrated.
 *
 * @param cases of the findings that bundle and data set share
 * @param embeddings of length 1, [case][dimension]
 * @param unreadable items that could not be scored, with the reason
 */
public record BundleScores(ScoredCases cases, double[][] embeddings, List<String> unreadable) {
  private static final int BATCH = 64;

  /**
   * Scores items one batch after another.
   *
   * @param items all of the data set or a part of it
   * @throws org.vigil.models.dataset.DatasetException if bundle and data set share no finding
   */
  public static BundleScores of(
      Bundle bundle, Dataset dataset, List<Item> items, Pictures pictures, Device device) {
    SharedFindings shared = SharedFindings.of(bundle.manifest().findingNames(), dataset.labels());
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
    boolean exclusive =
        bundle.manifest().activation() == Activation.SOFTMAX
            && shared.coversAll(bundle.manifest().findings().size(), dataset.labels());
    List<Map<String, String>> strata =
        scored.stream().map(item -> Strata.of(item, dataset.fields())).toList();
    ScoredCases cases =
        new ScoredCases(
            shared.names(),
            exclusive ? ScoredCases.Kind.EXCLUSIVE : ScoredCases.Kind.INDEPENDENT,
            scores.stream().map(s -> shared.ofModel(s.probabilities())).toArray(double[][]::new),
            scored.stream().map(i -> shared.ofTruth(i.labels())).toArray(boolean[][]::new),
            strata);
    double[][] embeddings =
        scores.stream()
            .map(s -> s.embedding().stream().mapToDouble(Float::doubleValue).toArray())
            .toArray(double[][]::new);
    return new BundleScores(cases, embeddings, unreadable);
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
