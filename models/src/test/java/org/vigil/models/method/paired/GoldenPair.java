package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.vigil.models.network.Networks;

/** A paired network under the names of the reference values. */
public final class GoldenPair {
  private GoldenPair() {}

  /** Skips the test where a backbone is not there yet. */
  public static void assumeRegistered(String... backbones) {
    for (String backbone : backbones) {
      Assumptions.assumeTrue(
          Networks.names().contains(backbone), () -> backbone + " is not registered");
    }
  }

  public static Map<String, NDArray> outputs(PairedNetwork network, Map<String, NDArray> inputs) {
    PairedOutputs outputs = network.predict(inputs.get("derm"), inputs.get("clin"));
    return Map.of("derm", outputs.derm(), "clin", outputs.clin(), "fusion", outputs.fusion());
  }
}
