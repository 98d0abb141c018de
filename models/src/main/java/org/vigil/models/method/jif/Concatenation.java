package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Pooling;

/** Image features and metadata side by side, image first (section 4.2). No parameters. */
public final class Concatenation extends Fusion {
  private final int width;

  public Concatenation(int image, int metadata) {
    this.width = image + metadata;
  }

  @Override
  public NDArray fuse(NDArray maps, NDArray metadata) {
    return join(Pooling.globalAverage(maps), metadata);
  }

  /**
   * @param image [batch, image]
   * @param metadata [batch, metadata]
   * @return [batch, image + metadata]
   */
  static NDArray join(NDArray image, NDArray metadata) {
    return image.concat(metadata, 1);
  }

  @Override
  public int width() {
    return width;
  }
}
