package org.vigil.models.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.preprocess.Planes;

/** Prepared pictures as the arrays that a network reads. */
public final class PictureArrays {
  private PictureArrays() {}

  /** A training batch's pictures, float32, [pictures, channels, height, width]. */
  public static NDArray inputs(NDManager manager, PictureBatch batch) {
    Shape shape = new Shape(batch.size(), batch.channels(), batch.height(), batch.width());
    return manager.create(batch.inputs(), shape);
  }

  /** A training batch's targets, float32, [pictures, outputs]. */
  public static NDArray targets(NDManager manager, PictureBatch batch) {
    return manager.create(batch.targets(), new Shape(batch.size(), batch.outputs()));
  }

  /**
   * @param pictures at least one, all of one size
   * @return float32, [pictures, channels, height, width]
   * @throws IllegalArgumentException for pictures of several sizes, naming two
   */
  public static NDArray of(NDManager manager, List<Planes> pictures) {
    Shape one = shape(pictures.getFirst());
    int length = Math.toIntExact(one.size());
    float[] values = new float[Math.multiplyExact(pictures.size(), length)];
    for (int i = 0; i < pictures.size(); i++) {
      Planes picture = pictures.get(i);
      if (!shape(picture).equals(one)) {
        throw new IllegalArgumentException(
            "pictures of " + one + " and " + shape(picture) + " in one batch");
      }
      System.arraycopy(picture.floats(), 0, values, i * length, length);
    }
    return manager.create(values, new Shape(pictures.size()).addAll(one));
  }

  private static Shape shape(Planes picture) {
    return new Shape(picture.channels(), picture.height(), picture.width());
  }
}
