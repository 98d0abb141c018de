package org.vigil.models.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;

class ModuleWeightsTest {
  private static final NetworkOptions TINY = new NetworkOptions(2, 1, 4, true);

  private NDManager manager;
  private Network network;

  @BeforeEach
  void build() {
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    network = tiny(1);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Network tiny(long seed) {
    return Networks.create("resnet18", new Build(manager, new Random(seed)), TINY);
  }

  private static Tensor filled(Tensor.Type type, float value, long... shape) {
    int count = 1;
    for (long side : shape) {
      count *= (int) side;
    }
    ByteBuffer data = ByteBuffer.allocate(count * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    if (type == Tensor.Type.F32) {
      for (int i = 0; i < count; i++) {
        data.putFloat(4 * i, value);
      }
    }
    return new Tensor(type, shape, data);
  }

  @Test
  void weightsGoThroughAFileIntoAnotherNetworkUnchanged() {
    Map<String, Tensor> saved = ModuleWeights.save(network);
    Network other = tiny(2);
    ModuleWeights.load(other, Safetensors.read(Safetensors.write(saved)));
    assertEquals(saved, ModuleWeights.save(other));
  }

  @Test
  void missingAndUnexpectedTensorsAreListed() {
    Map<String, Tensor> tensors = ModuleWeights.save(network);
    tensors.put("fc.extra", tensors.remove("fc.bias"));
    assertRefused(tensors, "missing fc.bias F32[2]; unexpected fc.extra F32[2]");
  }

  @Test
  void anotherShapeIsNamedWithBothShapes() {
    Map<String, Tensor> tensors = ModuleWeights.save(network);
    tensors.put("fc.weight", filled(Tensor.Type.F32, 1, 3, 32));
    assertRefused(tensors, "fc.weight: the file has F32[3, 32], the network wants F32[2, 32]");
  }

  @Test
  void anotherTypeIsRefused() {
    Map<String, Tensor> tensors = ModuleWeights.save(network);
    tensors.put("fc.bias", filled(Tensor.Type.I64, 0, 2));
    assertRefused(tensors, "fc.bias: the file has I64[2], the network wants F32[2]");
  }

  @Test
  void aWeightThatIsNoNumberIsRefused() {
    Map<String, Tensor> tensors = ModuleWeights.save(network);
    tensors.put("fc.bias", filled(Tensor.Type.F32, Float.NaN, 2));
    assertRefused(tensors, "fc.bias");
  }

  private void assertRefused(Map<String, Tensor> tensors, String named) {
    Map<String, Tensor> before = ModuleWeights.save(network);
    Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
    changed.put("conv1.weight", filled(Tensor.Type.F32, 9, 4, 1, 3, 3)); // Would fit by itself.
    WeightsException e =
        assertThrows(WeightsException.class, () -> ModuleWeights.load(network, changed));
    assertTrue(e.getMessage().contains(named), e.getMessage());
    assertEquals(before, ModuleWeights.save(network), "nothing is partially loaded");
  }
}
