package org.vigil.models.method.paired;

import org.vigil.models.augmentation.Mixing;
import org.vigil.models.augmentation.PictureBatches;
import org.vigil.models.sampling.BatchMaker;
import org.vigil.models.seed.Seed;

/**
 * Makes batches of paired pictures: a random view of each picture by itself. Thread-safe.
 *
 * @param derm dermoscopic views with the lesions' answers; not mixed, as pairs would fall apart
 * @param clin clinical views of the same lesions in the same order
 */
public record PairedBatches(PictureBatches derm, PictureBatches clin)
    implements BatchMaker<PairedBatch> {
  private static final int DERM = 0;
  private static final int CLIN = 1;

  public PairedBatches {
    if (derm.examples().size() != clin.examples().size()
        || !(derm.mixing() instanceof Mixing.None)
        || !(clin.mixing() instanceof Mixing.None)) {
      throw new IllegalArgumentException("needs both pictures of every lesion, and no mixing");
    }
  }

  @Override
  public PairedBatch make(int[] chosen, Seed seed) {
    return new PairedBatch(derm.make(chosen, seed.at(DERM)), clin.make(chosen, seed.at(CLIN)));
  }

  @Override
  public String description() {
    return "dermoscopic: " + derm.description() + "; clinical: " + clin.description();
  }
}
