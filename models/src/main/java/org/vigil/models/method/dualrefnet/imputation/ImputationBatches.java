package org.vigil.models.method.dualrefnet.imputation;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.vigil.models.sampling.BatchMaker;
import org.vigil.models.seed.Seed;

/**
 * Hides some of what is known about each case, at random, so that a network learns to guess it.
 * Thread-safe.
 *
 * @param schema of the rows
 * @param rows with their own gaps, which teach nothing
 * @param share of the known values that is hidden; 0.2 (not stated)
 */
public record ImputationBatches(MetadataSchema schema, List<MetadataRow> rows, double share)
    implements BatchMaker<ImputationBatch> {
  public ImputationBatches {
    rows = List.copyOf(rows);
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("a hidden share of " + share);
    }
  }

  @Override
  public ImputationBatch make(int[] chosen, Seed seed) {
    int width = schema.width();
    int length = chosen.length * width;
    var batch =
        new ImputationBatch(chosen.length, new float[length], new float[length], new float[length]);
    for (int i = 0; i < chosen.length; i++) {
      MetadataRow row = rows.get(chosen[i]);
      System.arraycopy(row.values(), 0, batch.values(), i * width, width);
      hide(row, batch, i * width, seed.at(i).generator());
    }
    return batch;
  }

  private void hide(MetadataRow row, ImputationBatch batch, int from, RandomGenerator random) {
    int at = from;
    for (MetadataColumn column : schema.columns()) {
      boolean hidden = random.nextDouble() < share;
      if (!row.missing().contains(column.name())) {
        float[] mask = hidden ? batch.hidden() : batch.shown();
        Arrays.fill(mask, at, at + column.width(), 1);
      }
      at += column.width();
    }
  }

  @Override
  public String description() {
    return rows.size() + " cases of " + schema + ", hiding " + share;
  }
}
