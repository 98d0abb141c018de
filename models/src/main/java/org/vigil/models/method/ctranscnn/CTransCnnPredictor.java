package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.preprocess.Bitmap;
import org.vigil.models.preprocess.PaperRecipes;
import org.vigil.models.preprocess.Planes;
import org.vigil.models.scoring.Probabilities;

/**
 * What CTransCNN says about a picture: sigmoid(0.9 convolutional + 0.1 token logits), one look
 * (section 4.4). Not thread-safe; switches gradients off in the calling thread.
 */
public final class CTransCnnPredictor {
  private final CTransCnn network;
  private final NDManager manager;

  /**
   * @param network in evaluation mode
   */
  public CTransCnnPredictor(CTransCnn network, NDManager manager) {
    this.network = network;
    this.manager = manager;
  }

  /** Scores of the labels, 0 to 1, for a picture of any size, grey or RGB. */
  public double[] predict(Bitmap picture) {
    Planes prepared = PaperRecipes.cTransCnn().apply(picture);
    JniUtils.setGradMode(false);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray logits = network.forward(PictureArrays.of(manager, List.of(prepared)));
      return Probabilities.sigmoid(logits.toType(DataType.FLOAT64, true).toDoubleArray());
    }
  }
}
