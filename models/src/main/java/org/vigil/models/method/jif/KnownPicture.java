package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.function.Supplier;
import org.vigil.models.attribution.MetadataModel;

/**
 * A {@link JifNetwork}'s answers ("All") about one picture for any metadata, for attribution. The
 * picture goes through its backbone once. Not thread-safe; close it before the network.
 */
public final class KnownPicture implements MetadataModel, AutoCloseable {
  private static final int BATCH = 64; // rows at a time: the maps are repeated for each

  private final JifNetwork network;
  private final NDManager manager;
  private final NDArray maps; // [1, width, h, w]

  /**
   * @param network in evaluation mode
   * @param picture [1, channels, h, w]
   */
  public KnownPicture(JifNetwork network, NDArray picture) {
    if (picture.getShape().get(0) != 1) {
      throw new IllegalArgumentException("needs one picture, not " + picture.getShape());
    }
    this.network = network;
    this.manager = picture.getManager().newSubManager();
    this.maps = withoutGradients(() -> network.maps(picture));
    maps.attach(manager);
  }

  @Override
  public double[][] probabilities(double[][] metadata) {
    double[][] all = new double[metadata.length][];
    for (int from = 0; from < metadata.length; from += BATCH) {
      int to = Math.min(metadata.length, from + BATCH);
      some(metadata, from, to, all);
    }
    return all;
  }

  private void some(double[][] metadata, int from, int to, double[][] all) {
    int count = to - from;
    float[] answers;
    try (NDArray result =
        withoutGradients(
            () ->
                network
                    .predictFromMaps(maps.repeat(0, count), columns(metadata, from, to))
                    .probabilities())) {
      answers = result.toFloatArray();
    }
    int classes = answers.length / count;
    for (int i = 0; i < count; i++) {
      all[from + i] = new double[classes];
      for (int j = 0; j < classes; j++) {
        all[from + i][j] = answers[i * classes + j];
      }
    }
  }

  private NDArray columns(double[][] metadata, int from, int to) {
    FloatBuffer values = FloatBuffer.allocate((to - from) * metadata[0].length);
    for (int i = from; i < to; i++) {
      for (double value : metadata[i]) {
        values.put((float) value);
      }
    }
    return manager.create(values.flip(), new Shape(to - from, metadata[0].length));
  }

  private static NDArray withoutGradients(Supplier<NDArray> pass) {
    boolean recorded = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray result = pass.get();
      NDScope.unregister(result);
      return result;
    } finally {
      JniUtils.setGradMode(recorded);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
