package org.vigil.models.method.jif;

import org.vigil.models.augmentation.Mixing;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.augmentation.PictureBatches;
import org.vigil.models.sampling.BatchMaker;
import org.vigil.models.seed.Seed;

/** Makes JIF's batches: random views of pictures, each with its case's metadata. Thread-safe. */
public final class JifBatches implements BatchMaker<JifBatch> {
  private final PictureBatches pictures;
  private final float[][] metadata;

  /**
   * @param pictures the views; not mixed, as a mixture has no metadata
   * @param metadata one-hot, [picture][column]
   */
  public JifBatches(PictureBatches pictures, float[][] metadata) {
    if (!(pictures.mixing() instanceof Mixing.None)
        || metadata.length != pictures.examples().size()) {
      throw new IllegalArgumentException("needs metadata of every picture, and no mixing");
    }
    this.pictures = pictures;
    this.metadata = metadata;
  }

  @Override
  public JifBatch make(int[] chosen, Seed seed) {
    PictureBatch batch = pictures.make(chosen, seed);
    int columns = metadata[0].length;
    float[] given = new float[chosen.length * columns];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(metadata[chosen[i]], 0, given, i * columns, columns);
    }
    return new JifBatch(batch, given);
  }

  @Override
  public String description() {
    return pictures.description() + ", metadata";
  }
}
