package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Pooling;
import org.vigil.models.nn.Scalar;
import org.vigil.models.nn.Sequential;

/**
 * Multi-modal fusion attention (MMFA, Eq. 4.6-4.10): the channels of both modalities attend to each
 * other in several heads, and the result is added to their concatenation.
 *
 * <p>The published text gives neither widths nor heads; 112 channels per modality and 8 heads
 * reproduce all five of its growths in parameters (section 4.4.2).
 */
public final class MultiModalAttention extends Fusion {
  private final Sequential image;
  private final Sequential metadata;
  private final Sequential out;
  private final int width;
  private final int heads;
  private final RootScale scale;

  /** Where the root of the heads' width divides. */
  public enum RootScale {
    /** softmax(q k / sqrt(d)): as attention is commonly defined; the default. */
    INSIDE,
    /** softmax(q k) / sqrt(d): Eq. 4.7 as printed. */
    OUTSIDE
  }

  /**
   * @param image width of the image vector
   * @param metadata width of the metadata vector
   * @param width of q, k and v of each modality
   * @param heads a divisor of twice the width
   */
  public MultiModalAttention(
      Build build, int image, int metadata, int width, int heads, RootScale scale) {
    if (heads < 1 || 2 * width % heads != 0) {
      throw new IllegalArgumentException(heads + " heads do not divide " + 2 * width);
    }
    this.image = child("qkv_image", normalised(build, image, 3 * width));
    this.metadata = child("qkv_meta", normalised(build, metadata, 3 * width));
    this.out = child("out", normalised(build, 2 * width, image + metadata));
    this.width = image + metadata;
    this.heads = heads;
    this.scale = scale;
  }

  private static Sequential normalised(Build build, int in, int out) {
    return new Sequential().add(new Linear(build, in, out)).add(new BatchNorm2d(build, out));
  }

  @Override
  public NDArray fuse(NDArray maps, NDArray metadataFeatures) {
    return attend(Pooling.globalAverage(maps), metadataFeatures);
  }

  /**
   * @param imageVector [batch, image]
   * @param metadataVector [batch, metadata]
   * @return [batch, image + metadata]
   */
  NDArray attend(NDArray imageVector, NDArray metadataVector) {
    NDList ofImage = image.forward(imageVector).split(3, 1); // q, k, v: [batch, width] each
    NDList ofMetadata = metadata.forward(metadataVector).split(3, 1);
    NDArray q = heads(ofMetadata.get(0), ofImage.get(0)).expandDims(3); // [batch, heads, d, 1]
    NDArray k = heads(ofMetadata.get(1), ofImage.get(1)).expandDims(2); // [batch, heads, 1, d]
    NDArray v = heads(ofMetadata.get(2), ofImage.get(2)).expandDims(3); // [batch, heads, d, 1]
    NDArray attended = map(q.mul(k)).matMul(v).reshape(imageVector.getShape().get(0), -1);
    return Concatenation.join(imageVector, metadataVector).add(out.forward(attended));
  }

  /** Metadata first: [batch, heads, 2 width / heads]. */
  private NDArray heads(NDArray ofMetadata, NDArray ofImage) {
    NDArray both = ofMetadata.concat(ofImage, 1);
    Shape shape = both.getShape();
    return both.reshape(shape.get(0), heads, shape.get(1) / heads);
  }

  /** Channel by channel, [batch, heads, d, d]; rows sum to 1 with the root inside. */
  private NDArray map(NDArray products) {
    double root = Math.sqrt(products.getShape().get(3));
    return switch (scale) {
      case INSIDE -> Scalar.div(products, root).softmax(3);
      case OUTSIDE -> Scalar.div(products.softmax(3), root);
    };
  }

  @Override
  public int width() {
    return width;
  }
}
