package org.vigil.models.method.dualrefnet.imputation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Set;

/**
 * Fills the gaps in a case's metadata with the likeliest values (DualRefNet, Preprocessing). Not
 * thread-safe; switches gradients off in the calling thread.
 */
public final class MetadataImputer {
  private final ImputationNetwork network;
  private final MetadataSchema schema;
  private final NDManager manager;

  /**
   * @param network trained on rows of the schema
   */
  public MetadataImputer(ImputationNetwork network, MetadataSchema schema, NDManager manager) {
    this.network = network;
    this.schema = schema;
    this.manager = manager;
  }

  /**
   * A case without gaps.
   *
   * @param values one-hot categories and scaled quantities
   * @param guessed names of the columns that nobody knew
   */
  public record Filled(float[] values, Set<String> guessed) {}

  /** The row with its gaps filled; what was known stays as it is. */
  public Filled fill(MetadataRow row) {
    float[] values = row.values().clone();
    if (!row.missing().isEmpty()) {
      float[] guesses = guesses(row);
      int offset = 0;
      for (MetadataColumn column : schema.columns()) {
        if (row.missing().contains(column.name())) {
          write(column, guesses, offset, values);
        }
        offset += column.width();
      }
    }
    return new Filled(values, row.missing());
  }

  private static void write(MetadataColumn column, float[] guesses, int offset, float[] values) {
    switch (column) {
      case MetadataColumn.Quantity quantity -> values[offset] = guesses[offset];
      case MetadataColumn.Category category -> {
        int best = offset;
        for (int i = offset; i < offset + category.width(); i++) {
          best = guesses[i] > guesses[best] ? i : best;
        }
        values[best] = 1;
      }
    }
  }

  private float[] guesses(MetadataRow row) {
    Shape shape = new Shape(1, schema.width());
    JniUtils.setGradMode(false);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray values = manager.create(row.values(), shape);
      return network.guess(values, manager.create(known(row), shape)).toFloatArray();
    }
  }

  private float[] known(MetadataRow row) {
    float[] known = new float[schema.width()];
    int offset = 0;
    for (MetadataColumn column : schema.columns()) {
      if (!row.missing().contains(column.name())) {
        Arrays.fill(known, offset, offset + column.width(), 1);
      }
      offset += column.width();
    }
    return known;
  }
}
