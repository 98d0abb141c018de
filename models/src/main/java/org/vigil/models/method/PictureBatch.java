package org.vigil.models.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;
import org.vigil.models.preprocess.Planes;
import org.vigil.models.preprocess.TestTimeTransform;

/** Prepared pictures of one size as a network's input. */
public final class PictureBatch {
  private PictureBatch() {}

  /** [pictures, channels, h, w]; belongs to the manager or to the open scope. */
  public static NDArray of(NDManager manager, List<Planes> pictures) {
    Planes first = pictures.getFirst();
    Shape shape = new Shape(pictures.size(), first.channels(), first.height(), first.width());
    FloatBuffer values = FloatBuffer.allocate(Math.toIntExact(shape.size()));
    for (Planes picture : pictures) {
      if (picture.values().length != first.values().length || picture.width() != first.width()) {
        throw new IllegalArgumentException(
            "pictures of %d x %d and %d x %d in one batch"
                .formatted(first.width(), first.height(), picture.width(), picture.height()));
      }
      values.put(picture.floats());
    }
    return manager.create(values.flip(), shape);
  }

  /** The same pictures in another look. */
  public static NDArray of(NDManager manager, List<Planes> pictures, TestTimeTransform look) {
    return of(manager, pictures.stream().map(look::apply).toList());
  }
}
