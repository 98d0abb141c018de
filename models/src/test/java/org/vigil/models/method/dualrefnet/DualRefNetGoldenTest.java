package org.vigil.models.method.dualrefnet;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.method.MethodGolden;
import org.vigil.models.method.dualrefnet.DualRefNetConfiguration.MetadataWeighting;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Vgg;
import org.vigil.models.preprocess.Kernel;

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
  @ValueSource(strings = {"resnet50", "densenet121", "vgg13", "mobilenet_v2", "efficientnet_b4"})
  void theNetworkEqualsTheReference(String backbone) {
    var configuration =
        DualRefNetConfiguration.published(backbone, 81, 6, DualRefNetTraining.PAD_UFES_20);
    MethodGolden.network("dualrefnet_" + backbone)
        .check(build -> new DualRefNet(build, configuration), DualRefNetGoldenTest::run);
  }

  @Test
  void aSmallNetworkEqualsTheReference() {
    var configuration =
        new DualRefNetConfiguration(
            "vgg",
            10,
            List.of(4, 6, 8, 12),
            MetadataWeighting.EQUAL,
            4,
            16,
            List.of(12, 8, 6, 5, 4),
            Kernel.BICUBIC,
            DualRefNetTraining.PAD_UFES_20);
    var sizes = new Vgg.Sizes(List.of(8, 8, 16, 16, 32), 1, 1);
    MethodGolden.network("dualrefnet_tiny")
        .check(
            build ->
                new DualRefNet(
                    build, configuration, new Vgg(build, NetworkOptions.published(1), sizes)),
            DualRefNetGoldenTest::run);
  }

  private static Map<String, NDArray> run(DualRefNet network, Map<String, NDArray> in) {
    DualRefNet.Outputs outputs = network.outputs(in.get("image"), in.get("meta"));
    return Map.of("logits", outputs.logits(), "super_resolution", outputs.superResolution());
  }
}
