package org.vigil.models.network;

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
}
