package org.vigil.ingest.decode;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Ends a reader whose thread has been interrupted because its time is up: readers look at no
 * interrupt, but between lines they look at this. Otherwise a slow file would keep its decoder long
 * after its sender has been answered.
 */
final class Cancellation implements IIOReadProgressListener {

  /** What was read until an interrupt is no picture. */
  static void throwIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new RefusedException(RejectionReason.DECODE_TIMEOUT, "decoding was given up");
    }
  }

  @Override
  public void imageProgress(ImageReader source, float percentageDone) {
    if (Thread.currentThread().isInterrupted()) {
      source.abort();
    }
  }

  @Override
  public void imageStarted(ImageReader source, int imageIndex) {}

  @Override
  public void imageComplete(ImageReader source) {}

  @Override
  public void readAborted(ImageReader source) {}

  @Override
  public void sequenceStarted(ImageReader source, int minIndex) {}

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentageDone) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}
}
