package org.vigil.models.evaluation;

import ai.djl.Device;
import java.util.List;
import java.util.Map;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.Pictures;

/**
 * A bundle's scores of a data set's items, by the way that serving takes: the same preparation, the
 * same rewritten network, calibrated.
 *
 * @param cases of the findings that bundle and data set share
 * @param embeddings of length 1, [case][dimension]
 * @param unreadable items that could not be scored, with the reason
 */
public record BundleScores(ScoredCases cases, double[][] embeddings, List<String> unreadable) {
  /**
   * Scores items one batch after another.
   *
   * @param items all of the data set or a part of it
   * @throws org.vigil.models.dataset.DatasetException if bundle and data set share no finding
   */
  public static BundleScores of(
      Bundle bundle, Dataset dataset, List<Item> items, Pictures pictures, Device device) {
    SharedFindings shared = SharedFindings.of(bundle.manifest().findingNames(), dataset.labels());
    ScoredItems seen = ScoredItems.of(bundle, items, pictures, device);
    boolean exclusive =
        bundle.manifest().activation() == Activation.SOFTMAX
            && shared.coversAll(bundle.manifest().findings().size(), dataset.labels());
    List<Map<String, String>> strata =
        seen.items().stream().map(item -> Strata.of(item, dataset.fields())).toList();
    ScoredCases cases =
        new ScoredCases(
            shared.names(),
            exclusive ? ScoredCases.Kind.EXCLUSIVE : ScoredCases.Kind.INDEPENDENT,
            seen.scores().stream()
                .map(s -> shared.ofModel(s.probabilities()))
                .toArray(double[][]::new),
            seen.items().stream().map(i -> shared.ofTruth(i.labels())).toArray(boolean[][]::new),
            strata);
    return new BundleScores(cases, seen.embeddings(), seen.unreadable());
  }
}
