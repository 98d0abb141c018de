package org.vigil.models.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vigil.models.nn.Module;

/**
 * Fits published weights to a network with another input or classifier, where asked; {@link
 * ModuleWeights#load} stays strict about the result. Tensors given in are not changed.
 */
public final class WeightAdaptation {
  private static final int RGB = 3;

  private WeightAdaptation() {}

  /**
   * Sums the three colour filters of the first convolution, so that a grey picture gives what its
   * copy in all three channels gave.
   *
   * @return the tensors, with the first layer [out, 1, h, w]; unchanged if it is that already
   * @throws WeightsException if the file's first layer takes neither three channels nor one, or the
   *     network's not one
   */
  public static Map<String, Tensor> greyInput(Module network, Map<String, Tensor> tensors) {
    Map.Entry<String, long[]> first =
        shapes(network).entrySet().stream()
            .filter(entry -> entry.getValue().length == 4)
            .findFirst()
            .orElseThrow(() -> new WeightsException("the network has no convolution"));
    Tensor colour = tensors.get(first.getKey());
    if (colour != null && Arrays.equals(colour.shape(), first.getValue())) {
      return tensors;
    }
    long[] colourShape = first.getValue().clone();
    colourShape[1] = RGB;
    if (first.getValue()[1] != 1
        || colour == null
        || colour.type() != Tensor.Type.F32
        || !Arrays.equals(colour.shape(), colourShape)) {
      throw new WeightsException(
          "%s: cannot make %s of %s"
              .formatted(
                  first.getKey(),
                  Arrays.toString(first.getValue()),
                  colour == null ? "nothing" : colour.describe()));
    }
    Map<String, Tensor> adapted = new LinkedHashMap<>(tensors);
    adapted.put(first.getKey(), summed(colour, first.getValue()));
    return adapted;
  }

  private static Tensor summed(Tensor colour, long[] shape) {
    ByteBuffer source = colour.data().duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind();
    int plane = Math.toIntExact(shape[2] * shape[3]);
    int filters = Math.toIntExact(shape[0]);
    ByteBuffer sums =
        ByteBuffer.allocate(filters * plane * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int filter = 0; filter < filters; filter++) {
      for (int i = 0; i < plane; i++) {
        float sum = 0;
        for (int channel = 0; channel < RGB; channel++) {
          sum += source.getFloat(Float.BYTES * ((filter * RGB + channel) * plane + i));
        }
        sums.putFloat(Float.BYTES * (filter * plane + i), sum);
      }
    }
    return new Tensor(Tensor.Type.F32, shape, sums);
  }

  /**
   * Leaves a file's classifier out if it is of another width or missing: the network keeps its own.
   *
   * @param classifier full names of the classifier's tensors, such as {@code fc.weight}
   * @throws WeightsException if the network has no such tensors
   */
  public static Map<String, Tensor> ownClassifier(
      Module network, Collection<String> classifier, Map<String, Tensor> tensors) {
    Map<String, long[]> shapes = shapes(network);
    if (classifier.isEmpty() || !shapes.keySet().containsAll(classifier)) {
      throw new WeightsException("the network has no classifier " + classifier);
    }
    boolean fits =
        classifier.stream()
            .allMatch(
                name ->
                    tensors.containsKey(name)
                        && Arrays.equals(tensors.get(name).shape(), shapes.get(name)));
    Map<String, Tensor> adapted = new LinkedHashMap<>(tensors);
    if (!fits) {
      classifier.forEach(
          name -> adapted.put(name, ModuleWeights.tensor(network.parameters().get(name).value())));
    }
    return adapted;
  }

  private static Map<String, long[]> shapes(Module network) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    network
        .parameters()
        .forEach((name, parameter) -> shapes.put(name, parameter.value().getShape().getShape()));
    return shapes;
  }
}
