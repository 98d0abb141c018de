package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.function.Supplier;

/**
 * Gives native memory back as soon as a part of a network is done with it, instead of at the end of
 * the whole pass. Right in training too: what the backward pass needs is held by the engine itself.
 */
public final class Intermediates {
  private Intermediates() {}

  /**
   * Runs a part and frees every array that it made except its result, which goes to the scope that
   * is open outside.
   *
   * @param part makes a new array; one that hands back its input would give that to the scope
   */
  public static NDArray freedAfter(Supplier<NDArray> part) {
    NDArray result;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      result = part.get();
      NDScope.unregister(result);
    }
    NDScope.register(result);
    return result;
  }
}
