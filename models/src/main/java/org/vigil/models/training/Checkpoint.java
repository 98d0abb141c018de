package org.vigil.models.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vigil.models.weights.Safetensors;
import org.vigil.models.weights.Tensor;

/**
 * A run at a moment, from which it goes on bit for bit: weights and running statistics, moments,
 * averages, best weights, and the place in the data. It holds no generator state, because all
 * randomness follows from the seed and the place. A safetensors file.
 *
 * @param tensors by section and name
 * @param state run's description and numbers
 */
public record Checkpoint(Map<String, Tensor> tensors, Map<String, String> state) {
  static final String MODULE = "module.";
  static final String OPTIMISER = "optimiser.";
  static final String AVERAGE = "average.";
  static final String BEST = "best.";

  /**
   * @throws IOException if the file cannot be read
   * @throws org.vigil.models.weights.WeightsException if it is damaged
   */
  public static Checkpoint read(Path file) throws IOException {
    Safetensors content = Safetensors.open(file);
    return new Checkpoint(content.tensors(), content.metadata());
  }

  /** Replaces the file in one moment; it is on the disk when this returns. */
  public void write(Path file) throws IOException {
    new Safetensors(tensors, state).write(file);
  }

  /** The best weights in validation so far; without any, the weights as they were. */
  public Map<String, Tensor> weights() {
    Map<String, Tensor> best = section(BEST);
    return best.isEmpty() ? section(MODULE) : best;
  }

  /** The tensors of a section by their names in it. */
  Map<String, Tensor> section(String prefix) {
    Map<String, Tensor> section = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            section.put(name.substring(prefix.length()), tensor);
          }
        });
    return section;
  }

  /**
   * @throws CheckpointException unless the state has such a count
   */
  long count(String key) {
    try {
      return Long.parseUnsignedLong(state.getOrDefault(key, ""), 10);
    } catch (NumberFormatException e) {
      throw new CheckpointException("no usable " + key);
    }
  }
}
