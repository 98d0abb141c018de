package org.vigil.models.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A training loop reads a loss as a number of its network's type. */
class LossTypeTest {

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32", "FLOAT64"})
  void aLossOfSeveralBranchesHasTheTypeOfItsOutputs(DataType type) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray outputs = manager.ones(new Shape(2, 5), type);
      NDArray targets = manager.zeros(new Shape(2, 5), type);
      Loss tasks = new MultiTaskCrossEntropy(List.of(2, 3), true);
      Loss entropy = WeightedCrossEntropy.unweighted(5);
      assertEquals(type, tasks.of(outputs, targets).getDataType());
      assertEquals(type, entropy.of(outputs, targets).getDataType());
      assertEquals(
          type, PairedLoss.sum(tasks).of(outputs, outputs, outputs, targets).getDataType());
      assertEquals(
          type,
          new JointIndividualLoss(0.5, entropy)
              .of(outputs, outputs, outputs, targets)
              .getDataType());
    }
  }
}
