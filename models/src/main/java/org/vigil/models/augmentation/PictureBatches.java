package org.vigil.models.augmentation;

import org.vigil.models.dataset.Examples;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.sampling.BatchMaker;
import org.vigil.models.seed.Seed;

/**
 * Makes batches of random views of a data set's pictures.
 *
 * @param examples decoded pictures, thread-safe
 * @param spec what the network wants to see
 * @param augmentation of each picture
 * @param mixing of the pictures of a batch
 */
public record PictureBatches(
    Examples examples, InputSpec spec, Augmentation augmentation, Mixing mixing)
    implements BatchMaker<PictureBatch> {
  private static final int VIEWS = 0;
  private static final int MIXING = 1;

  @Override
  public PictureBatch make(int[] pictures, Seed seed) {
    PictureBatch batch = PictureBatch.empty(pictures.length, examples.outputs(), spec);
    for (int i = 0; i < pictures.length; i++) {
      augmentation.write(
          examples.picture(pictures[i]),
          spec,
          seed.at(VIEWS).at(i),
          batch.inputs(),
          i * spec.length());
      float[] target = examples.target(pictures[i]);
      System.arraycopy(target, 0, batch.targets(), i * target.length, target.length);
    }
    mixing.apply(batch, seed.at(MIXING));
    return batch;
  }

  @Override
  public String description() {
    return examples.size() + " pictures, " + spec + ", " + augmentation + ", " + mixing;
  }
}
