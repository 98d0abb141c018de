package org.vigil.models.method.dualrefnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.preprocess.Bitmap;
import org.vigil.models.preprocess.PaperRecipes;
import org.vigil.models.preprocess.Planes;
import org.vigil.models.scoring.Probabilities;

/**
 * What DualRefNet says about a lesion: one look, softmax; the decoder stays idle. Not thread-safe;
 * switches gradients off in the calling thread.
 */
public final class DualRefNetPredictor {
  private final DualRefNet network;
  private final NDManager manager;

  /**
   * @param network in evaluation mode
   */
  public DualRefNetPredictor(DualRefNet network, NDManager manager) {
    this.network = network;
    this.manager = manager;
  }

  /**
   * Scores of the classes, which sum to 1.
   *
   * @param picture of any size, grey or RGB
   * @param metadata encoded as in training
   */
  public double[] predict(Bitmap picture, float[] metadata) {
    Planes prepared = PaperRecipes.dualRefNet().apply(picture);
    JniUtils.setGradMode(false);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray given = manager.create(metadata, new Shape(1, metadata.length));
      NDArray logits = network.classify(PictureArrays.of(manager, List.of(prepared)), given);
      return Probabilities.softmax(logits.toType(DataType.FLOAT64, true).toDoubleArray());
    }
  }
}
