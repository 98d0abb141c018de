package org.vigil.inference.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.vigil.inference.explain.Explanation.Picture;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.explanation.ClassActivation;
import org.vigil.models.explanation.HeatMap;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.store.ObjectKeys;

/** Where heat maps are kept: overlays in the object store, with how they were made. */
public final class ExplanationShelf {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectStore store;

  public ExplanationShelf(ObjectStore store) {
    this.store = store;
  }

  /** The overlay last: whoever sees it can also read how it was made. */
  void put(
      Explanation explanation, Picture picture, int finding, HeatMap map, ClassActivation method) {
    BundleManifest manifest = explanation.model().scorer().bundle().manifest();
    Making making =
        new Making(
            explanation.model().scorer().explainedBy(method),
            map.rows(),
            map.columns(),
            manifest.preprocessing().width(),
            manifest.preprocessing().height());
    store.put(
        ObjectKeys.explanations(explanation.study(), explanation.model().ref()),
        json(making),
        "application/json");
    Overlay overlay = new Overlay(manifest.preprocessing(), picture.width(), picture.height());
    store.put(
        ObjectKeys.explanation(
            explanation.study(),
            explanation.model().ref(),
            picture.image(),
            manifest.findings().get(finding).name()),
        overlay.png(map),
        "image/png");
  }

  private static byte[] json(Making making) {
    try {
      return JSON.writeValueAsBytes(making);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a reader has to know of a heat map.
   *
   * @param method its name in the papers
   * @param rows of the grid that it was found on
   * @param columns of the same
   * @param seenWidth pixels of the picture as the network saw it
   * @param seenHeight of the same
   */
  record Making(String method, int rows, int columns, int seenWidth, int seenHeight) {}
}
