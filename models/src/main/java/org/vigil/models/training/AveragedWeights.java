package org.vigil.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.vigil.models.nn.Module;
import org.vigil.models.nn.Parameter;

/** A running mean of a module's tensors. Owns its arrays until it is closed; not thread-safe. */
final class AveragedWeights implements AutoCloseable {
  private final NDManager manager;
  private final Map<String, NDArray> current = new LinkedHashMap<>();
  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private long count;

  AveragedWeights(Module module, NDManager parent, Predicate<Parameter> members) {
    this.manager = parent.newSubManager();
    module
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (members.test(parameter) && parameter.value().getDataType() != DataType.INT64) {
                add(name, parameter.value());
              }
            });
  }

  private void add(String name, NDArray value) {
    NDArray mean = manager.zeros(value.getShape());
    NDScope.unregister(mean);
    current.put(name, value);
    means.put(name, mean);
  }

  /** Takes the tensors as they are now in; the first time the mean becomes equal to them. */
  void update(double memory) {
    float kept = count == 0 ? 0 : (float) memory;
    withoutGradients(
        () -> means.forEach((name, mean) -> mean.muli(kept).addi(current.get(name).mul(1 - kept))));
    count++;
  }

  /** The module's tensors and their means change places. */
  void exchange() {
    withoutGradients(
        () ->
            means.forEach(
                (name, mean) -> {
                  NDArray value = current.get(name).duplicate();
                  mean.copyTo(current.get(name));
                  value.copyTo(mean);
                }));
  }

  private static void withoutGradients(Runnable change) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      change.run();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** How often the mean was updated. */
  long count() {
    return count;
  }

  /** The means by name, to be saved or set. */
  Map<String, NDArray> means() {
    return means;
  }

  /** Goes on as after so many updates, where the means have been set already. */
  void continueAfter(long updates) {
    count = updates;
  }

  @Override
  public void close() {
    manager.close();
  }
}
