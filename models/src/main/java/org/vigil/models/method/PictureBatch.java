package org.vigil.models.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.vigil.models.preprocess.Planes;

/** Prepared pictures of one size as one array. */
public final class PictureBatch {
  private PictureBatch() {}

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
