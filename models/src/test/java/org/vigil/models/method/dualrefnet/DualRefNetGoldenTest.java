package org.vigil.models.method.dualrefnet;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.method.MethodGolden;
import org.vigil.models.method.dualrefnet.DualRefNetConfiguration.Training;

class DualRefNetGoldenTest {

  @ParameterizedTest
  @ValueSource(strings = {"super_resolution", "super_resolution_full"})
  void theDecoderEqualsTheReference(String name) {
    boolean full = name.endsWith("full");
    List<Integer> widths = full ? List.of(256, 128, 64, 32, 16) : List.of(8, 6, 5, 4, 4);
    MethodGolden.module(name)
        .check(
            build -> new SuperResolution(build, full ? 512 : 8, widths),
            (decoder, in) -> Map.of("image", decoder.forward(in.get("x"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet50", "densenet121"})
  void theNetworkEqualsTheReference(String backbone) {
    var configuration = DualRefNetConfiguration.published(backbone, 81, 6, Training.PAD_UFES_20);
    MethodGolden.network("dualrefnet_" + backbone)
        .check(build -> new DualRefNet(build, configuration), DualRefNetGoldenTest::run);
  }

  private static Map<String, NDArray> run(DualRefNet network, Map<String, NDArray> in) {
    DualRefNet.Outputs outputs = network.outputs(in.get("image"), in.get("meta"));
    return Map.of("logits", outputs.logits(), "super_resolution", outputs.superResolution());
  }
}
