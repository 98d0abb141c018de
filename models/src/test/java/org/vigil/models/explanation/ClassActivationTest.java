package org.vigil.models.explanation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.golden.GoldenFill;
import org.vigil.models.network.GoldenNetwork;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.NoGradients;

class ClassActivationTest {
  private static final int CLASSES = 5;
  private static final int[] ASKED = {3, 1};

  private NDManager manager;
  private boolean recorded;

  @BeforeEach
  void open() {
    recorded = JniUtils.isGradMode();
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
    JniUtils.setGradMode(recorded);
  }

  /** Everything but tokens: what has maps. */
  static Stream<String> convolutional() {
    return Networks.names().stream().filter(name -> !name.startsWith("vit"));
  }

  /**
   * ResNet's head is a mean and a linear layer, so that dy/dA = w / cells: Grad-CAM's section 3.
   */
  @Test
  void behindAMeanAndALinearLayerItIsTheClassicMapOfItsWeights() {
    Network network = network("resnet18");
    NDArray pictures = pictures(64);
    float[] weights = network.parameters().get("fc.weight").value().toFloatArray();
    float[] maps = features(network, pictures);
    int cells = 4;
    int width = network.featureWidth();

    List<HeatMap> heat = ClassActivation.GRAD_CAM.of(network, pictures, ASKED);

    for (int picture = 0; picture < 2; picture++) {
      for (int cell = 0; cell < cells; cell++) {
        double sum = 0;
        for (int k = 0; k < width; k++) {
          sum +=
              weights[ASKED[picture] * width + k]
                  / cells
                  * maps[(picture * width + k) * cells + cell];
        }
        near(Math.max(0, sum), heat.get(picture).values()[cell], heat);
      }
    }
  }

  /** With a constant gradient g the share is 1 / (2 + g sum A), see Grad-CAM++ Eq. 19. */
  @Test
  void itsSuccessorWeighsEachCellByTheSharesOfEquation19() {
    Network network = network("resnet18");
    NDArray pictures = pictures(64);
    float[] weights = network.parameters().get("fc.weight").value().toFloatArray();
    float[] maps = features(network, pictures);
    int cells = 4;
    int width = network.featureWidth();

    List<HeatMap> heat = ClassActivation.GRAD_CAM_PLUS_PLUS.of(network, pictures, ASKED);

    for (int picture = 0; picture < 2; picture++) {
      double[] sums = new double[cells];
      for (int k = 0; k < width; k++) {
        double g = weights[ASKED[picture] * width + k] / (double) cells;
        double total = 0;
        for (int cell = 0; cell < cells; cell++) {
          total += maps[(picture * width + k) * cells + cell];
        }
        double weight = cells * Math.max(0, g) / (2 + g * total);
        for (int cell = 0; cell < cells; cell++) {
          sums[cell] += weight * maps[(picture * width + k) * cells + cell];
        }
      }
      for (int cell = 0; cell < cells; cell++) {
        near(Math.max(0, sums[cell]), heat.get(picture).values()[cell], heat);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("convolutional")
  void everyNetworkWithMapsIsExplainedWithoutTouchingItsWeights(String name) {
    Network network = network(name);
    NDArray pictures = pictures(96);
    float[] before = network.parameters().values().iterator().next().value().toFloatArray();
    boolean mode = JniUtils.isGradMode();

    for (ClassActivation method : ClassActivation.values()) {
      List<HeatMap> heat = method.of(network, pictures, ASKED);
      assertEquals(2, heat.size());
      for (HeatMap map : heat) {
        for (float value : map.values()) {
          assertTrue(Float.isFinite(value) && value >= 0, name);
        }
      }
    }

    assertEquals(mode, JniUtils.isGradMode());
    assertArrayEquals(
        before, network.parameters().values().iterator().next().value().toFloatArray());
  }

  /** One-sided, for the heat of a picture must not depend on its neighbours in the batch. */
  @ParameterizedTest
  @EnumSource(ClassActivation.class)
  void aPictureIsExplainedAloneAsInABatch(ClassActivation method) {
    Network network = network("densenet121");
    NDArray pictures = pictures(64);

    List<HeatMap> both = method.of(network, pictures, ASKED, 2);
    List<HeatMap> second = method.of(network, pictures.get("1:2"), new int[] {ASKED[1]}, 2);

    assertEquals(both.get(1).rows(), second.getFirst().rows());
    for (int i = 0; i < second.getFirst().values().length; i++) {
      near(both.get(1).values()[i], second.getFirst().values()[i], second);
    }
  }

  @Test
  void tokensAreNoMaps() {
    Network network = network("vit_b_16");

    assertThrows(
        IllegalArgumentException.class,
        () -> ClassActivation.GRAD_CAM.of(network, pictures(32), ASKED));
  }

  @Test
  void aClassThatIsNotThereIsRefused() {
    Network network = network("resnet18");

    assertThrows(
        IllegalArgumentException.class,
        () -> ClassActivation.GRAD_CAM.of(network, pictures(64), new int[] {0, CLASSES}));
    assertThrows(
        IllegalArgumentException.class,
        () -> ClassActivation.GRAD_CAM.of(network, pictures(64), new int[] {0}));
  }

  private Network network(String name) {
    Build build = new Build(manager, new Random(1));
    Network network = Networks.create(name, build, new NetworkOptions(CLASSES, 3, 0, false));
    GoldenNetwork.fill(network);
    return network;
  }

  private NDArray pictures(int side) {
    Shape shape = new Shape(2, 3, side, side);
    return manager.create(GoldenFill.input("explained", 2, (int) shape.size()), shape);
  }

  private static float[] features(Network network, NDArray pictures) {
    return NoGradients.run(() -> network.features(pictures).toFloatArray());
  }

  private static void near(double expected, double given, List<HeatMap> heat) {
    double peak = heat.stream().mapToDouble(HeatMap::peak).max().orElseThrow();
    assertTrue(peak > 0, "nothing to see");
    assertEquals(expected, given, 1e-5 * peak);
  }
}
