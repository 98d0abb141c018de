package org.vigil.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;

class MemoryFormatTest {

  @Test
  void aPictureKeepsItsShapeAndValues() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray x = manager.randomUniform(-1, 1, new Shape(2, 3, 5, 4));
      NDArray last = MemoryFormat.channelsLast(x);
      assertEquals(x.getShape(), last.getShape());
      assertArrayEquals(x.toFloatArray(), last.toFloatArray());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "densenet121"})
  void aNetworkGivesTheSameInEitherFormat(String name) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network network =
          Networks.create(name, new Build(manager, new Random(1)), NetworkOptions.published(5));
      NDArray x = manager.randomUniform(-1, 1, new Shape(2, 3, 64, 64));
      float[] expected = network.forward(x).toFloatArray();
      float[] got = network.forward(MemoryFormat.channelsLast(x)).toFloatArray();
      double largest = 0; // An output near zero is as wrong as the others, not as its own size.
      for (float value : expected) {
        largest = Math.max(largest, Math.abs(value));
      }
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], got[i], 1e-4 * largest, "output " + i);
      }
    }
  }
}
