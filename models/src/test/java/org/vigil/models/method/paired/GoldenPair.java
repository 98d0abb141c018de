package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.vigil.models.network.MobileNetV3;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.SwinTransformer;
import org.vigil.models.nn.Build;

/** A paired network under the names of the reference values, and its small encoders. */
public final class GoldenPair {
  private GoldenPair() {}

  /** The references' small Swin V2. */
  public static ImageEncoder smallSwin(Build build) {
    SwinTransformer.Sizes sizes =
        new SwinTransformer.Sizes(
            SwinTransformer.Version.V2, 16, List.of(2, 2, 2, 2), List.of(1, 2, 2, 4), 4, 0);
    return new ImageEncoder(
        new SwinTransformer(build, NetworkOptions.published(1), sizes), List.of(16, 32, 64, 128));
  }

  /** The references' small MobileNetV3: a quarter of the published widths. */
  public static ImageEncoder smallMobileNet(Build build) {
    return new ImageEncoder(
        MobileNetV3.small(build, NetworkOptions.published(1), 0.25), List.of(8, 8, 16, 144));
  }

  public static Map<String, NDArray> outputs(PairedNetwork network, Map<String, NDArray> inputs) {
    PairedOutputs outputs = network.predict(inputs.get("derm"), inputs.get("clin"));
    return Map.of("derm", outputs.derm(), "clin", outputs.clin(), "fusion", outputs.fusion());
  }
}
