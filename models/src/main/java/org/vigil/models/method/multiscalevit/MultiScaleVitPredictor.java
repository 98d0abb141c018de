package org.vigil.models.method.multiscalevit;

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
 * What the multi-scale ViT says about a picture, and the vector by which similar cases are found.
 * Not thread-safe; switches gradients off in the calling thread.
 */
public final class MultiScaleVitPredictor {
  private final MultiScaleVit network;
  private final MultiScaleVitConfiguration.Labels labels;
  private final NDManager manager;

  /**
   * @param network in evaluation mode
   */
  public MultiScaleVitPredictor(
      MultiScaleVit network, MultiScaleVitConfiguration configuration, NDManager manager) {
    this.network = network;
    this.labels = configuration.labels();
    this.manager = manager;
  }

  /**
   * @param scores of each class: softmax where a picture has one, sigmoids where it has any number
   * @param embedding of length 1; pictures are similar when it is near (Euclidean)
   */
  public record Answer(double[] scores, float[] embedding) {}

  /** Of a picture of any size, grey or RGB. */
  public Answer predict(Bitmap picture) {
    Planes prepared = PaperRecipes.multiScaleViT().apply(picture);
    JniUtils.setGradMode(false);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      MultiScaleVit.Outputs outputs = network.outputs(PictureArrays.of(manager, List.of(prepared)));
      double[] logits = doubles(outputs.logits());
      double[] scores =
          switch (labels) {
            case ONE -> Probabilities.softmax(logits);
            case ANY -> Probabilities.sigmoid(logits);
          };
      return new Answer(scores, outputs.embedding().toFloatArray());
    }
  }

  private static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, true).toDoubleArray();
  }
}
