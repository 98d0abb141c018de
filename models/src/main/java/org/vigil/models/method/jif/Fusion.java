package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Module;

/** One way of bringing an image's features and a patient's metadata into one vector. */
public abstract class Fusion extends Module {

  /**
   * @param maps the last feature maps, [batch, channels, h, w]
   * @param metadata features of the metadata, [batch, width]
   * @return [batch, {@link #width()}]
   */
  public abstract NDArray fuse(NDArray maps, NDArray metadata);

  /** Width of the fused vector. */
  public abstract int width();
}
