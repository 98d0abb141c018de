package org.vigil.models.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.vigil.models.attribution.MetadataModel;
import org.vigil.models.nn.NoGradients;

/**
 * A network's answers about one picture for any metadata, for attribution. The picture goes through
 * its backbone once. Not thread-safe; close it before the network.
 */
public final class KnownPicture implements MetadataModel, AutoCloseable {
  private static final int BATCH = 64; // rows at a time: the maps are repeated for each

  private final Answers answers;
  private final NDManager manager;
  private final NDArray maps; // [1, width, h, w]

  /** What a network says once its backbone has seen a picture. */
  @FunctionalInterface
  public interface Answers {

    /**
     * @param maps the backbone's last, [batch, width, h, w]
     * @param metadata encoded, [batch, columns]
     * @return probabilities, [batch, classes]
     */
    NDArray probabilities(NDArray maps, NDArray metadata);
  }

  /**
   * @param picture [1, channels, h, w]
   * @param backbone from the picture to its last maps, in evaluation mode
   * @param answers of the rest of the network, in evaluation mode
   */
  public KnownPicture(NDArray picture, UnaryOperator<NDArray> backbone, Answers answers) {
    if (picture.getShape().get(0) != 1) {
      throw new IllegalArgumentException("needs one picture, not " + picture.getShape());
    }
    this.answers = answers;
    this.manager = picture.getManager().newSubManager();
    this.maps = NoGradients.run(() -> keep(backbone.apply(picture)));
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
    return TableArrays.rows(answers.probabilities(repeated, TableArrays.of(manager, metadata)));
  }

  @Override
  public void close() {
    manager.close();
  }
}
