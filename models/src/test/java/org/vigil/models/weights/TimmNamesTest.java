package org.vigil.models.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;

/** Against the names and shapes that timm 0.6.13 writes (timm_names.py). */
class TimmNamesTest {
  private static final String LIST = "/timm-0.6.13-tensors.gz";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vit_b_16",
        "convnext_tiny",
        "efficientnet_b3",
        "efficientnet_b4",
        "mobilenet_v2",
        "swin_t",
        "vgg13"
      })
  void everyTensorOfTimmFindsItsPlace(String name) throws IOException {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network network = network(name, manager, 1000);
      Map<String, Tensor> translated = TimmNames.translated(name, network, ofTimm(name));
      assertEquals(network.parameters().keySet(), translated.keySet());
      network
          .parameters()
          .forEach(
              (tensor, parameter) ->
                  assertArrayEquals(
                      parameter.value().getShape().getShape(),
                      translated.get(tensor).shape(),
                      tensor));
    }
  }

  @Test
  void whatFitsInNumberOnlyIsNotMadeToFit() throws IOException {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network network = network("mobilenet_v2", manager, 1000);
      Map<String, Tensor> tensors = ofTimm("mobilenet_v2");
      tensors.put("classifier.weight", tensor(1280, 1000));
      tensors.put("unheard.of", tensor(3));
      Map<String, Tensor> translated = TimmNames.translated("mobilenet_v2", network, tensors);
      assertEquals("F32[1280, 1000]", translated.get("classifier.1.weight").describe());
      assertTrue(translated.containsKey("unheard.of"));
      assertThrows(WeightsException.class, () -> ModuleWeights.load(network, translated));
    }
  }

  @Test
  void twoTensorsForOnePlaceAreRefused() throws IOException {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network network = network("mobilenet_v2", manager, 1000);
      Map<String, Tensor> tensors = ofTimm("mobilenet_v2");
      tensors.put("features.0.0.weight", tensor(32, 3, 3, 3));
      assertThrows(
          WeightsException.class, () -> TimmNames.translated("mobilenet_v2", network, tensors));
    }
  }

  @Test
  void torchvisionsNamesStayAsTheyAre() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network network = network("mobilenet_v2", manager, 3);
      Map<String, Tensor> own = ModuleWeights.save(network);
      assertSame(own, TimmNames.translated("mobilenet_v2", network, own));
      assertSame(own, TimmNames.translated("resnet18", network, own));
    }
  }

  private static Network network(String name, NDManager manager, int classes) {
    Build build = new Build(manager, new Random(1));
    return Networks.create(name, build, NetworkOptions.published(classes));
  }

  private static Map<String, Tensor> ofTimm(String name) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(TimmNamesTest.class.getResourceAsStream(LIST)),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        if (words[0].equals(name)) {
          tensors.put(words[1], tensor(sides(words[2])));
        }
      }
    }
    assertTrue(tensors.size() > 20, name);
    return tensors;
  }

  private static long[] sides(String text) {
    return text.isEmpty()
        ? new long[0]
        : Arrays.stream(text.split(",", -1)).mapToLong(Long::parseLong).toArray();
  }

  /** Without its numbers: only names and shapes count here. */
  private static Tensor tensor(long... shape) {
    return new Tensor(Tensor.Type.F32, shape, ByteBuffer.allocate(0));
  }
}
