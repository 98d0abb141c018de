package org.vigil.models.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.attribution.MetadataAttribution;
import org.vigil.models.attribution.MetadataField;
import org.vigil.models.attribution.SampledPermutations;
import org.vigil.models.attribution.ShapleyValues;
import org.vigil.models.method.KnownPicture;
import org.vigil.models.method.jif.JifLoss;
import org.vigil.models.method.jif.JifNetwork;
import org.vigil.models.method.jif.JifOutputs;
import org.vigil.models.method.jif.JifSettings;
import org.vigil.models.nn.Build;

/** The examples of docs/models/jif-mmfa.md. */
class JifExampleTest {

  @Test
  void aNetworkIsBuiltAskedAndJudged() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      JifSettings settings =
          JifSettings.published("mobilenet_v2", 81, 6); // metadata columns, classes
      JifNetwork network = new JifNetwork(new Build(manager, new Random(1)), settings);
      NDArray pictures = manager.randomNormal(new Shape(2, 3, 64, 64));
      NDArray metadata = manager.zeros(new Shape(2, 81)); // one-hot
      JifOutputs outputs = network.predict(pictures, metadata);
      NDArray targets = manager.create(new int[] {0, 5}).oneHot(6);
      NDArray loss = JifLoss.published(new float[] {1, 1, 1, 1, 1, 1}).of(outputs, targets);
      NDArray probabilities = outputs.probabilities(); // "All", [2, 6]
      assertEquals(new Shape(2, 6), probabilities.getShape());
      assertTrue(loss.getFloat() > 0);
    }
  }

  @Test
  void anAnswerIsCreditedToTheMetadata() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      JifNetwork network =
          new JifNetwork(
              new Build(manager, new Random(1)), JifSettings.published("resnet18", 6, 3));
      NDArray picture = manager.randomNormal(new Shape(1, 3, 64, 64));
      double[][] background = {{1, 0, 1, 0, 0, 0}, {0, 1, 0, 0, 1, 0}};
      double[] metadata = {0, 1, 0, 1, 0, 0};
      int melanoma = 1;
      List<MetadataField> fields =
          List.of(new MetadataField("itch", 0, 2), new MetadataField("region", 2, 4));
      MetadataAttribution attribution =
          new MetadataAttribution(fields, background, new SampledPermutations(100, 1));
      KnownPicture known = network.known(picture); // to be closed
      ShapleyValues moved = attribution.explain(known, metadata, melanoma);
      double ofItch = moved.values()[0]; // of the probability; all values sum to full - empty
      double error = moved.standardErrors()[0];
      known.close();
      assertTrue(Double.isFinite(ofItch) && error >= 0);
      assertEquals(moved.full() - moved.empty(), Arrays.stream(moved.values()).sum(), 1e-6);
    }
  }
}
