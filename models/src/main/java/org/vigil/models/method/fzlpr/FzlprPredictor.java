package org.vigil.models.method.fzlpr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.preprocess.Bitmap;
import org.vigil.models.preprocess.PaperRecipes;
import org.vigil.models.preprocess.Planes;

/**
 * What DenseNet121 with focal ZLPR says about a radiograph: the mean over several looks at it
 * (section 4.3). Not thread-safe; switches gradients off in the calling thread.
 */
public final class FzlprPredictor {
  private final FzlprNetwork network;
  private final FzlprConfiguration configuration;
  private final NDManager manager;

  /**
   * @param network in evaluation mode
   */
  public FzlprPredictor(FzlprNetwork network, FzlprConfiguration configuration, NDManager manager) {
    this.network = network;
    this.configuration = configuration;
    this.manager = manager;
  }

  /** Of a picture of any size, grey or RGB. */
  public FzlprFindings predict(Bitmap picture) {
    List<Planes> looks = PaperRecipes.fzlpr().looks(picture, configuration.looks());
    JniUtils.setGradMode(false);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray logits = network.forward(PictureArrays.of(manager, looks));
      return FzlprFindings.of(logits.toFloatArray(), looks.size());
    }
  }
}
