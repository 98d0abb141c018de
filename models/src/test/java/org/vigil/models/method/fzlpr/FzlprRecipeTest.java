package org.vigil.models.method.fzlpr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.method.OverfitRun;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.method.fzlpr.FzlprConfiguration.Stage;
import org.vigil.models.method.fzlpr.FzlprConfiguration.Top;
import org.vigil.models.network.DenseNet;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.nn.Build;
import org.vigil.models.preprocess.Bitmap8;
import org.vigil.models.preprocess.PaperRecipes;
import org.vigil.models.preprocess.Planes;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Phase;
import org.vigil.models.training.PictureObjective;

/** Section 4 of the paper: how the network is trained and asked. */
class FzlprRecipeTest {
  private static final int CLASSES = 3;
  private static final FzlprConfiguration SMALL =
      FzlprConfiguration.published(CLASSES).with(CLASSES, new Top(6, 5, 4, 0.1));

  private static FzlprNetwork network(NDManager manager) {
    Build build = new Build(manager, new Random(2));
    var sizes = new DenseNet.Sizes(List.of(1, 1, 1, 1), 4, 8, 2);
    return new FzlprNetwork(build, SMALL, new DenseNet(build, NetworkOptions.published(1), sizes));
  }

  @Test
  void thePublishedRecipeHasTwoStagesOfWhichTheFirstLeavesTheBaseAlone() {
    List<Phase> phases = FzlprConfiguration.published(14).settings(new Seed(1)).phases();
    assertEquals(List.of(5, 20), phases.stream().map(Phase::epochs).toList());
    assertEquals(List.of("base"), phases.getFirst().frozen());
    assertEquals(List.of(), phases.getLast().frozen());
    assertEquals(1e-3, phases.getFirst().rate().schedule().at(4));
    assertEquals(1e-5, phases.getLast().rate().schedule().at(0), 1e-18);
    assertEquals(1e-7, phases.getLast().rate().schedule().at(20), 1e-18);
  }

  @Test
  void aFrozenBaseKeepsItsWeightsAndItsStatistics() {
    Stage one = new Stage(1, Schedule.constant(1e-2));
    PictureBatch batch = noise(4);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      FzlprNetwork network = network(manager);
      Map<String, String> first = values(network);
      var objective = new PictureObjective(network, manager, SMALL.loss());
      var topOnly = SMALL.with(one, one).settings(new Seed(3));
      var both = topOnly.withPhases(topOnly.phases().subList(0, 1));
      OverfitRun.remainder(network, manager, objective, batch, both, 0);
      Map<String, String> second = values(network);
      assertEquals(below("base.", first), below("base.", second));
      assertFalse(below("top.", first).equals(below("top.", second)));
      OverfitRun.remainder(network, manager, objective, batch, topOnly, 0);
      assertFalse(below("base.", second).equals(below("base.", values(network))));
    }
  }

  private static Map<String, String> values(FzlprNetwork network) {
    Map<String, String> values = new TreeMap<>();
    network
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (!name.endsWith("num_batches_tracked")) {
                values.put(name, Arrays.toString(parameter.value().toFloatArray()));
              }
            });
    return values;
  }

  private static Map<String, String> below(String prefix, Map<String, String> values) {
    Map<String, String> below = new TreeMap<>(values);
    below.keySet().removeIf(name -> !name.startsWith(prefix));
    assertTrue(!below.isEmpty());
    return below;
  }

  private static PictureBatch noise(int size) {
    Random random = new Random(7);
    float[] inputs = new float[size * 3 * 224 * 224];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    float[] targets = new float[size * CLASSES];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = i % 2;
    }
    return new PictureBatch(inputs, targets, size, 3, 224, 224);
  }

  @Test
  void theAnswerIsTheMeanOfTheLogitsOfFourLooks() {
    byte[] samples = new byte[300 * 280 * 3];
    new Random(11).nextBytes(samples);
    Bitmap8 picture = new Bitmap8(300, 280, 3, samples);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      FzlprNetwork network = network(manager);
      FzlprFindings answer = new FzlprPredictor(network, SMALL, manager).predict(picture);
      List<float[]> looks = new ArrayList<>();
      PaperRecipes.fzlpr()
          .looks(picture, SMALL.looks())
          .forEach(
              look -> {
                assertEquals(new Shape(1, 3, 224, 224), shape(manager, look));
                looks.add(network.forward(PictureArrays.of(manager, List.of(look))).toFloatArray());
              });
      assertEquals(4, looks.size());
      for (int i = 0; i < CLASSES; i++) {
        int finding = i;
        double mean = looks.stream().mapToDouble(l -> l[finding]).average().orElseThrow();
        assertEquals(mean, answer.logits()[i], 1e-4 * Math.max(1, Math.abs(mean)));
        assertEquals(answer.logits()[i] > 0, answer.present()[i]);
      }
      assertTrue(Arrays.stream(answer.spread()).anyMatch(spread -> spread > 0));
      assertArrayEquals(PaperRecipes.fzlpr().apply(picture).floats(), plain(picture));
    }
  }

  private static Shape shape(NDManager manager, Planes look) {
    return PictureArrays.of(manager, List.of(look)).getShape();
  }

  private static float[] plain(Bitmap8 picture) {
    return PaperRecipes.fzlpr().looks(picture, SMALL.looks()).getFirst().floats();
  }
}
