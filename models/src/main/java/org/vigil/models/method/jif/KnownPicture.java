package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigil.models.attribution.MetadataModel;
import org.vigil.models.nn.NoGradients;

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
    this.maps = NoGradients.run(() -> keep(network.maps(picture)));
    maps.attach(manager);
  }

  private static NDArray keep(NDArray array) {
    NDScope.unregister(array);
    return array;
  }

  @Override
  public double[][] probabilities(double[][] metadata) {
    List<double[]> rows = new ArrayList<>();
    for (int from = 0; from < metadata.length; from += BATCH) {
      double[][] some = Arrays.copyOfRange(metadata, from, Math.min(metadata.length, from + BATCH));
      rows.addAll(Arrays.asList(NoGradients.run(() -> pass(some))));
    }
    return rows.toArray(double[][]::new);
  }

  private double[][] pass(double[][] metadata) {
    NDArray repeated = maps.repeat(0, metadata.length);
    NDArray columns = JifPredictor.columns(manager, metadata);
    return JifPredictor.rows(network.predictFromMaps(repeated, columns).probabilities());
  }

  @Override
  public void close() {
    manager.close();
  }
}
