package org.vigil.models.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;

class WeightAdaptationTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Network network(int classes, int channels, long seed) {
    NetworkOptions options = new NetworkOptions(classes, channels, 4, true);
    return Networks.create("resnet18", new Build(manager, new Random(seed)), options);
  }

  @Test
  void aGreyPictureGivesWhatItsCopyInThreeChannelsGave() {
    Network colour = network(2, 3, 1);
    Network grey = network(2, 1, 2);
    Map<String, Tensor> saved = ModuleWeights.save(colour);
    assertThrows(WeightsException.class, () -> ModuleWeights.load(grey, saved));
    ModuleWeights.load(grey, WeightAdaptation.greyInput(grey, saved));
    NDArray picture = manager.randomUniform(-1, 1, new Shape(2, 1, 8, 8));
    float[] wanted = colour.forward(picture.tile(new long[] {1, 3, 1, 1})).toFloatArray();
    assertArrayEquals(wanted, grey.forward(picture).toFloatArray(), 1e-4f);
  }

  @Test
  void weightsThatAreGreyAlreadyStayAndOthersAreRefusedByName() {
    Network grey = network(2, 1, 1);
    Map<String, Tensor> saved = ModuleWeights.save(grey);
    assertEquals(saved, WeightAdaptation.greyInput(grey, saved));
    Map<String, Tensor> other = ModuleWeights.save(network(2, 3, 1));
    other.put("conv1.weight", saved.get("fc.weight"));
    WeightsException e =
        assertThrows(WeightsException.class, () -> WeightAdaptation.greyInput(grey, other));
    assertEquals("conv1.weight: cannot make [4, 1, 3, 3] of F32[2, 32]", e.getMessage());
  }

  @Test
  void aClassifierOfAnotherWidthIsLeftOutAndTheRestLoaded() {
    Network five = network(5, 1, 1);
    Network two = network(2, 1, 2);
    Map<String, Tensor> own = ModuleWeights.save(two);
    Map<String, Tensor> saved = ModuleWeights.save(five);
    ModuleWeights.load(
        two, WeightAdaptation.ownClassifier(two, List.of("fc.weight", "fc.bias"), saved));
    Map<String, Tensor> loaded = ModuleWeights.save(two);
    loaded.forEach(
        (name, tensor) ->
            assertEquals((name.startsWith("fc.") ? own : saved).get(name), tensor, name));
  }

  @Test
  void aClassifierThatFitsIsKept() {
    Network two = network(2, 1, 2);
    Map<String, Tensor> saved = ModuleWeights.save(network(2, 1, 1));
    assertEquals(
        saved, WeightAdaptation.ownClassifier(two, List.of("fc.weight", "fc.bias"), saved));
    assertThrows(
        WeightsException.class,
        () -> WeightAdaptation.ownClassifier(two, List.of("head.weight"), saved));
  }
}
