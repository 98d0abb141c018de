package org.vigil.models.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.nn.Build;
import org.vigil.models.weights.ModuleWeights;

class NetworksTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Network create(String name, NetworkOptions options, long seed) {
    return Networks.create(name, new Build(manager, new Random(seed)), options);
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    NetworkOptions options = NetworkOptions.published(2);
    var e = assertThrows(IllegalArgumentException.class, () -> create("resnet19", options, 1));
    assertTrue(e.getMessage().contains("resnet19") && e.getMessage().contains("resnet18"));
  }

  @Test
  void aNarrowNetworkForSmallGreyImagesKeepsTheResolutionOfItsFirstStage() {
    Network network = create("resnet18", new NetworkOptions(1, 1, 16, true), 1);
    assertEquals(128, network.featureWidth());
    NDArray features = network.features(manager.zeros(new Shape(3, 1, 28, 28)));
    assertEquals(new Shape(3, 128, 4, 4), features.getShape());
    assertEquals(new Shape(3, 1), network.head(features).getShape());
    assertEquals(
        new Shape(16, 1, 3, 3), network.parameters().get("conv1.weight").value().getShape());
  }

  @Test
  void theSameSeedGivesTheSameFirstValuesAndAnotherSeedOthers() {
    NetworkOptions options = new NetworkOptions(2, 1, 8, true);
    var first = ModuleWeights.save(create("resnet18", options, 5));
    assertEquals(first, ModuleWeights.save(create("resnet18", options, 5)));
    assertFalse(first.equals(ModuleWeights.save(create("resnet18", options, 6))));
  }

  @Test
  void forwardIsTheHeadOfTheFeatures() {
    Network network = create("resnet34", new NetworkOptions(3, 3, 8, true), 2);
    NDArray x = manager.randomNormal(new Shape(2, 3, 20, 24));
    float[] whole = network.forward(x).toFloatArray();
    assertArrayEquals(whole, network.head(network.features(x)).toFloatArray());
  }

  @Test
  void onlyAResNetIsNarrowed() {
    NetworkOptions narrow = new NetworkOptions(2, 3, 16, false);
    NetworkOptions small = new NetworkOptions(2, 3, 0, true);
    for (String name : Networks.names()) {
      if (!name.startsWith("resnet")) {
        assertThrows(IllegalArgumentException.class, () -> create(name, narrow, 1), name);
        assertThrows(IllegalArgumentException.class, () -> create(name, small, 1), name);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "densenet121", "mobilenet_v3_small", "convnext_tiny"})
  void withoutItsClassifierABackboneGivesTheSameEmbedding(String name) {
    Network network = create(name, NetworkOptions.published(2), 3);
    NDArray maps = network.features(manager.randomNormal(new Shape(2, 3, 40, 48)));
    float[] whole = network.embedding(maps).toFloatArray();
    long before = network.parameterCount();
    network.leaveClassifierOut();
    assertTrue(network.parameterCount() < before);
    assertArrayEquals(whole, network.embedding(maps).toFloatArray());
  }

  @Test
  void aVitRefusesSidesThatPatchesDoNotFill() {
    Network network = create("vit_b_16", NetworkOptions.published(2), 1);
    NDArray picture = manager.zeros(new Shape(1, 3, 224, 230));
    var e = assertThrows(IllegalArgumentException.class, () -> network.features(picture));
    assertTrue(e.getMessage().contains("230") && e.getMessage().contains("16"));
  }
}
