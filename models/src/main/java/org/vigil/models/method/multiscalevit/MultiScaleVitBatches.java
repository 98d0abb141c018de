package org.vigil.models.method.multiscalevit;

import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.sampling.BatchSource;
import org.vigil.models.sampling.BatchStream;

/**
 * Gives each batch of a source its epoch.
 *
 * @param pictures the source; whoever made it closes it
 */
public record MultiScaleVitBatches(BatchSource<PictureBatch> pictures)
    implements BatchSource<MultiScaleVitBatch> {

  @Override
  public int batches() {
    return pictures.batches();
  }

  @Override
  public BatchStream<MultiScaleVitBatch> epoch(int number, int firstBatch) {
    BatchStream<PictureBatch> stream = pictures.epoch(number, firstBatch);
    return new BatchStream<>() {
      @Override
      public MultiScaleVitBatch next() {
        return new MultiScaleVitBatch(stream.next(), number);
      }

      @Override
      public void close() {
        stream.close();
      }
    };
  }

  @Override
  public String description() {
    return pictures.description();
  }
}
