package org.vigil.models.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigil.models.golden.GoldenFill;
import org.vigil.models.nn.Module;

/** Gives a network the parameters that follow from their names. */
public final class GoldenNetwork {
  private GoldenNetwork() {}

  /** Sets every tensor that the rules of the fill name; the others keep their values. */
  public static void fill(Module network) {
    network
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (GoldenFill.isFilled(name)) {
                long[] shape = parameter.value().getShape().getShape();
                parameter.value().set(GoldenFill.parameter(name, shape));
              }
            });
  }

  /** Names and shapes of the tensors that the rules name, as the reference values list them. */
  public static List<String> tensors(Module module) {
    List<String> tensors = new ArrayList<>();
    module
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (GoldenFill.isFilled(name)) {
                long[] shape = parameter.value().getShape().getShape();
                tensors.add(name + Arrays.toString(shape).replace(" ", ""));
              }
            });
    return tensors;
  }

  /** The same of a reference. */
  public static List<String> tensors(JsonNode golden) {
    List<String> tensors = new ArrayList<>();
    golden.path("tensors").forEach(t -> tensors.add(t.get(0).asText() + t.get(1)));
    return tensors;
  }
}
