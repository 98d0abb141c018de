package org.vigil.models.scoring;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.vigil.models.nn.Pooling;

/** What doubts look at: the mean of every map of every stage of a network. */
final class MapMeans {
  private MapMeans() {}

  /**
   * @param count pictures of the batch
   * @param stages what the network's stages gave: maps [batch, channels, h, w] or tokens [batch,
   *     tokens, channels]
   * @return for each picture the means of all stages, one after the other
   */
  static List<double[]> of(int count, List<NDArray> stages) {
    List<float[]> means = stages.stream().map(MapMeans::of).map(NDArray::toFloatArray).toList();
    int width = means.stream().mapToInt(stage -> stage.length / count).sum();
    List<double[]> pictures = new ArrayList<>();
    for (int picture = 0; picture < count; picture++) {
      double[] all = new double[width];
      int at = 0;
      for (float[] stage : means) {
        int channels = stage.length / count;
        for (int i = 0; i < channels; i++) {
          all[at++] = stage[picture * channels + i];
        }
      }
      pictures.add(all);
    }
    return pictures;
  }

  /** [batch, channels]. */
  private static NDArray of(NDArray stage) {
    return stage.getShape().dimension() == 4
        ? Pooling.globalAverage(stage)
        : stage.mean(new int[] {1});
  }
}
