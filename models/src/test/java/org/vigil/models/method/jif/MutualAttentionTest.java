package org.vigil.models.method.jif;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigil.models.golden.GoldenFill;
import org.vigil.models.network.GoldenNetwork;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Parameter;

/** No reference values exist: the same arithmetic again, in plain Java and number by number. */
class MutualAttentionTest {
  private static final int IMAGE = 5;
  private static final int METADATA = 3;
  private static final int WIDTH = 6;
  private static final int HEADS = 2;

  @Test
  void eachModalityReceivesWhatItsChannelsFindInTheOther() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      MutualAttention fusion =
          new MutualAttention(new Build(manager, new Random(1)), IMAGE, METADATA, WIDTH, HEADS);
      GoldenNetwork.fill(fusion);
      float[] image = GoldenFill.input("image", 1, IMAGE);
      float[] metadata = GoldenFill.input("metadata", 1, METADATA);
      NDArray maps = manager.create(image, new Shape(1, IMAGE, 1, 1));
      float[] fused =
          fusion.fuse(maps, manager.create(metadata, new Shape(1, METADATA))).toFloatArray();
      Map<String, Parameter> weights = fusion.parameters();
      double[] ofImage = layer(weights, "qkv_image", doubles(image));
      double[] ofMetadata = layer(weights, "qkv_meta", doubles(metadata));
      double[] expected = new double[IMAGE + METADATA];
      add(expected, 0, doubles(image), layer(weights, "out_image", attend(ofImage, ofMetadata)));
      add(
          expected,
          IMAGE,
          doubles(metadata),
          layer(weights, "out_meta", attend(ofMetadata, ofImage)));
      assertArrayEquals(expected, doubles(fused), 1e-5);
    }
  }

  private static double[] attend(double[] one, double[] other) {
    int d = WIDTH / HEADS;
    double[] found = new double[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      int head = i / d * d;
      double sum = 0;
      double gathered = 0;
      for (int j = head; j < head + d; j++) {
        double weight = Math.exp(one[i] * other[WIDTH + j] / Math.sqrt(d));
        sum += weight;
        gathered += weight * other[2 * WIDTH + j];
      }
      found[i] = gathered / sum;
    }
    return found;
  }

  /** Linear, then batch normalisation in evaluation. */
  private static double[] layer(Map<String, Parameter> weights, String name, double[] x) {
    double[] matrix = values(weights, name + ".0.weight");
    double[] bias = values(weights, name + ".0.bias");
    double[] scale = values(weights, name + ".1.weight");
    double[] shift = values(weights, name + ".1.bias");
    double[] mean = values(weights, name + ".1.running_mean");
    double[] variance = values(weights, name + ".1.running_var");
    return IntStream.range(0, bias.length)
        .mapToDouble(
            i -> {
              double y = bias[i];
              for (int j = 0; j < x.length; j++) {
                y += matrix[i * x.length + j] * x[j];
              }
              return (y - mean[i]) / Math.sqrt(variance[i] + 1e-5) * scale[i] + shift[i];
            })
        .toArray();
  }

  private static double[] values(Map<String, Parameter> weights, String name) {
    return doubles(weights.get(name).value().toFloatArray());
  }

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static void add(double[] sum, int from, double[] first, double[] second) {
    for (int i = 0; i < first.length; i++) {
      sum[from + i] = first[i] + second[i];
    }
  }

  @Test
  void headsThatDoNotDivideTheWidthAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new MutualAttention(null, IMAGE, METADATA, 6, 4));
  }
}
