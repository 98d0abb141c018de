package org.vigil.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Gradients do not depend on when garbage is collected. */
class ScalarTest {
  private static final int OFTEN = 500;

  /** A number, or a name in capitals, in the place where the engine lets go of its memory. */
  private static final Pattern UNSAFE =
      Pattern.compile(
          "\\.(mul|div|pow|maximum|minimum)\\((-?[0-9.]+|[A-Z_]{3,}|1 - \\w+)\\)"
              + "|Activation\\.(swish|mish|leakyRelu|elu|selu)\\("); // DJL multiplies by numbers

  @Test
  void gradientsSurviveACollectionBetweenForwardAndBackward() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      List<NDArray> leaves = new ArrayList<>();
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray sum = manager.zeros(new Shape());
        for (int i = 0; i < OFTEN; i++) {
          NDArray leaf = manager.ones(new Shape(4));
          leaf.setRequiresGradient(true);
          leaves.add(leaf);
          NDArray y = Scalar.div(Scalar.mul(Scalar.pow(leaf.add(1), 3), 5), 2); // 15 / 2 (x+1)^2
          sum = sum.add(Scalar.atMost(Scalar.atLeast(y, -7), 1000).sum());
        }
        collectAndOverwrite();
        collector.backward(sum);
      }
      for (NDArray leaf : leaves) {
        float[] expected = {30, 30, 30, 30};
        assertArrayEquals(expected, leaf.getGradient().toFloatArray(), 1e-4f);
      }
    }
  }

  /** Puts other numbers where freed memory of Java buffers was. */
  private static void collectAndOverwrite() {
    System.gc();
    List<ByteBuffer> others = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(4 + i % 3 * 4);
      while (buffer.remaining() >= 4) {
        buffer.putFloat(777);
      }
      others.add(buffer);
    }
    assertEquals(20_000, others.size());
  }

  @Test
  void aScalarHasTheTypeOfTheArray() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray single = manager.ones(new Shape());
      assertEquals(DataType.FLOAT32, Scalar.mul(single, 0.1).getDataType());
      NDArray wide = manager.ones(new Shape(), DataType.FLOAT64);
      assertEquals(0.1, Scalar.mul(wide, 0.1).toDoubleArray()[0]);
    }
  }

  @Test
  void networksAndLossesLeaveNumbersToScalar() throws IOException {
    Path main =
        Path.of(System.getProperty("vigil.root", ".."), "models/src/main/java/org/vigil/models");
    List<String> found = new ArrayList<>();
    for (String folder : List.of("loss", "nn", "network", "method")) {
      try (Stream<Path> files = Files.walk(main.resolve(folder))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          for (String line : Files.readAllLines(file)) {
            if (UNSAFE.matcher(line).find() && !line.strip().startsWith("*")) {
              found.add(file.getFileName() + ": " + line.strip());
            }
          }
        }
      }
    }
    found.removeIf(line -> line.startsWith("JifOutputs.java")); // probabilities, no gradient
    assertTrue(found.isEmpty(), () -> String.join("\n", found));
  }
}
