package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;

/**
 * What modules are built with: the manager that owns their tensors and the randomness of their
 * first values.
 *
 * @param manager owns every parameter; closing it frees them
 * @param random same seed, same first values
 */
public record Build(NDManager manager, Random random) {

  /** Values of N(0, std^2). */
  public NDArray normal(Shape shape, double std) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * std);
    }
    return manager.create(values, shape);
  }

  /** Values of U(-bound, bound). */
  NDArray uniform(Shape shape, double bound) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((random.nextDouble() * 2 - 1) * bound);
    }
    return manager.create(values, shape);
  }

  NDArray ones(Shape shape) {
    return manager.ones(shape);
  }

  NDArray zeros(Shape shape) {
    return manager.zeros(shape);
  }
}
