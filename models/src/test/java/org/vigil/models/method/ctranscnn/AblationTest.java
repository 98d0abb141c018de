package org.vigil.models.method.ctranscnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.vigil.models.method.ctranscnn.CTransCnnConfiguration.Tokens;
import org.vigil.models.nn.Build;

/** The baseline and Models 1 to 8 of section 4.7. */
class AblationTest {
  private static final List<Ablation> ALL =
      List.of(
          Ablation.BASELINE,
          Ablation.MODEL_1,
          Ablation.MODEL_2,
          Ablation.MODEL_3,
          Ablation.MODEL_4,
          Ablation.MODEL_5,
          Ablation.MODEL_6,
          Ablation.MODEL_7,
          Ablation.MODEL_8,
          Ablation.NOTHING);

  private static CTransCnn network(NDManager manager, Ablation ablation) {
    var configuration = CTransCnnConfiguration.of(5, 16, 6, new Tokens(24, 3)).with(ablation);
    return new CTransCnn(new Build(manager, new Random(3)), configuration);
  }

  @Test
  void everyModelIsAnotherNetwork() {
    JniUtils.setGradMode(false);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray pictures = manager.randomNormal(new Shape(2, 3, 64, 64));
      Set<String> answers = new HashSet<>();
      for (Ablation ablation : ALL) {
        NDArray logits = network(manager, ablation).forward(pictures);
        assertEquals(new Shape(2, 5), logits.getShape());
        answers.add(Arrays.toString(logits.toFloatArray()));
      }
      assertEquals(ALL.size(), answers.size());
    }
  }

  @Test
  void theModelsHaveThePartsThatThePaperNames() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      for (Ablation ablation : ALL) {
        Set<String> names = new TreeSet<>(network(manager, ablation).parameters().keySet());
        assertEquals(ablation.mmaef(), has(names, "trans_block.attn2."));
        assertEquals(ablation.rep(), has(names, "cnn_block.conv_64_16."));
        assertEquals(ablation.iim(), has(names, "squeeze_block.conv2."));
        assertEquals(ablation.iim(), has(names, "expand_block.conv3."));
      }
    }
  }

  private static boolean has(Set<String> names, String part) {
    return names.stream().anyMatch(name -> name.contains(part));
  }

  /** Each step of the paper's list ("based on Model ..., add ...") changes just the part named. */
  @Test
  void theModelsBuildOnEachOtherAsThePaperSays() {
    Map<Ablation, Ablation> mssAdded =
        Map.of(Ablation.MODEL_6, Ablation.MODEL_8, Ablation.MODEL_7, Ablation.NOTHING);
    mssAdded.forEach(
        (from, to) -> {
          assertFalse(from.mss());
          assertEquals(new Ablation(from.mmaef(), true, from.rep(), from.iim()), to);
        });
    Map<Ablation, Ablation> iimAdded =
        Map.of(Ablation.BASELINE, Ablation.MODEL_4, Ablation.MODEL_1, Ablation.MODEL_5);
    iimAdded.forEach(
        (from, to) -> assertEquals(new Ablation(from.mmaef(), false, false, true), to));
    assertTrue(Ablation.MODEL_3.mmaef() && Ablation.MODEL_3.rep() && !Ablation.MODEL_3.iim());
  }
}
