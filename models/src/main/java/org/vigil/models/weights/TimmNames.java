package org.vigil.models.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.nn.Module;

/**
 * Gives weights that timm (0.6) has named torchvision's names, for networks whose arithmetic is the
 * same in both. What no rule knows keeps its name, so that {@link ModuleWeights#load} lists it.
 *
 * <p>ResNets and DenseNets have the same names in both and need none of this. MobileNetV3 has
 * another epsilon in its norms there, and Swin V2 other tensors: they are not translated.
 */
public final class TimmNames {
  private TimmNames() {}

  /**
   * The tensors under torchvision's names and in its shapes, if they are timm's; else as they are.
   *
   * @throws WeightsException if two tensors would have one name
   */
  public static Map<String, Tensor> translated(
      String architecture, Module network, Map<String, Tensor> tensors) {
    Optional<TimmRules> rules =
        TimmRules.of(architecture).filter(known -> tensors.containsKey(known.tell()));
    return rules.map(known -> translated(known, network, tensors)).orElse(tensors);
  }

  private static Map<String, Tensor> translated(
      TimmRules rules, Module network, Map<String, Tensor> tensors) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    network
        .parameters()
        .forEach((name, parameter) -> shapes.put(name, parameter.value().getShape().getShape()));
    Map<String, Tensor> translated = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          String known = rules.translated(name);
          if (!rules.leaves(name)
              && translated.put(known, shaped(tensor, shapes.get(known))) != null) {
            throw new WeightsException("two tensors of the file are " + known);
          }
        });
    return translated;
  }

  /** The same numbers in another shape, where only sides were split or joined. */
  private static Tensor shaped(Tensor tensor, long[] wanted) {
    boolean fits =
        wanted != null && (joins(wanted, tensor.shape()) || joins(tensor.shape(), wanted));
    return fits ? new Tensor(tensor.type(), wanted, tensor.data()) : tensor;
  }

  /** Whether every side of the first is a product of neighbouring sides of the second. */
  private static boolean joins(long[] coarse, long[] fine) {
    int at = 0;
    for (long side : coarse) {
      long product = 1;
      while (product < side && at < fine.length) {
        product *= fine[at++];
      }
      if (product != side) {
        return false;
      }
    }
    return Arrays.stream(fine, at, fine.length).allMatch(side -> side == 1);
  }
}
