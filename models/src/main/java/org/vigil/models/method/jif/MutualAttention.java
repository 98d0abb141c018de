package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Pooling;
import org.vigil.models.nn.Scalar;
import org.vigil.models.nn.Sequential;

/**
 * Mutual attention (MA): each modality's channels attend to the other's and to nothing of their own
 * (idea: Cai et al. 2022, doi 10.1007/s00371-022-02492-4, whose block works on the tokens of a
 * vision transformer).
 *
 * <p>A choice of ours: the dissertation compares with MA on pooled CNN features (section 4.3.3) and
 * gives neither formula nor width. This is MMFA (Eq. 4.6-4.10) with the attention crossed: same
 * projections, same channel attention, same sum with the concatenation. No reference values exist.
 */
public final class MutualAttention extends Fusion {
  private final Sequential image;
  private final Sequential metadata;
  private final Sequential outImage;
  private final Sequential outMetadata;
  private final int width;
  private final int heads;

  /**
   * @param image width of the image vector
   * @param metadata width of the metadata vector
   * @param width of q, k and v of each modality
   * @param heads a divisor of the width
   */
  public MutualAttention(Build build, int image, int metadata, int width, int heads) {
    if (heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(heads + " heads do not divide " + width);
    }
    this.image = child("qkv_image", normalised(build, image, 3 * width));
    this.metadata = child("qkv_meta", normalised(build, metadata, 3 * width));
    this.outImage = child("out_image", normalised(build, width, image));
    this.outMetadata = child("out_meta", normalised(build, width, metadata));
    this.width = image + metadata;
    this.heads = heads;
  }

  private static Sequential normalised(Build build, int in, int out) {
    return new Sequential().add(new Linear(build, in, out)).add(new BatchNorm2d(build, out));
  }

  @Override
  public NDArray fuse(NDArray maps, NDArray metadataFeatures) {
    NDArray imageVector = Pooling.globalAverage(maps); // [batch, image]
    NDList ofImage = image.forward(imageVector).split(3, 1); // q, k, v: [batch, width] each
    NDList ofMetadata = metadata.forward(metadataFeatures).split(3, 1);
    NDArray newImage = imageVector.add(outImage.forward(attend(ofImage, ofMetadata)));
    NDArray newMetadata = metadataFeatures.add(outMetadata.forward(attend(ofMetadata, ofImage)));
    return Concatenation.join(newImage, newMetadata);
  }

  /** What the one finds in the other, [batch, width]. */
  private NDArray attend(NDList one, NDList other) {
    NDArray q = heads(one.get(0)).expandDims(3); // [batch, heads, d, 1]
    NDArray k = heads(other.get(1)).expandDims(2); // [batch, heads, 1, d]
    NDArray v = heads(other.get(2)).expandDims(3); // [batch, heads, d, 1]
    double root = Math.sqrt(q.getShape().get(2));
    return Scalar.div(q.mul(k), root).softmax(3).matMul(v).reshape(q.getShape().get(0), -1);
  }

  private NDArray heads(NDArray vector) {
    return vector.reshape(vector.getShape().get(0), heads, -1);
  }

  @Override
  public int width() {
    return width;
  }
}
