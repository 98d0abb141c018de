package org.vigil.retrieval.cases;

import java.util.Arrays;
import java.util.List;

/**
 * An embedding of length 1, so that the dot product of two is the cosine of their angle. Immutable.
 */
public final class UnitVector {
  /** Lucene reads any width; nothing that we embed is wider. */
  public static final int WIDEST = 4096;

  private final float[] values;

  private UnitVector(float[] values) {
    this.values = values;
  }

  /**
   * Scales a vector to length 1.
   *
   * @throws IllegalArgumentException if it is empty, too wide, zero or has a number that is none
   */
  public static UnitVector of(List<Float> embedding) {
    float[] values = new float[embedding.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = embedding.get(i);
    }
    return of(values);
  }

  /** Likewise; the array is copied. */
  public static UnitVector of(float[] embedding) {
    if (embedding.length == 0 || embedding.length > WIDEST) {
      throw new IllegalArgumentException("an embedding has 1 to " + WIDEST + " numbers");
    }
    double squares = 0;
    for (float value : embedding) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    if (!Double.isFinite(length)) {
      throw new IllegalArgumentException("the embedding has a number that is none");
    }
    if (length < 1e-12) {
      throw new IllegalArgumentException("the embedding is zero");
    }
    float[] scaled = new float[embedding.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (embedding[i] / length);
    }
    return new UnitVector(scaled);
  }

  public int width() {
    return values.length;
  }

  /**
   * The cosine of the angle to a vector of the same width, -1 to 1.
   *
   * @throws IllegalArgumentException for another width
   */
  public double cosine(UnitVector other) {
    if (other.width() != width()) {
      throw new IllegalArgumentException("vectors of different widths have no angle");
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return Math.clamp(sum, -1, 1);
  }

  public float[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnitVector that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
