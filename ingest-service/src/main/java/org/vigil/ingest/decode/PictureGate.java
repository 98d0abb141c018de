package org.vigil.ingest.decode;

/**
 * Lets one picture into memory once its header has said how large it is. Closing gives the room
 * back. For one decoding thread.
 */
public final class PictureGate implements AutoCloseable {
  private final PictureLimits limits;
  private final PixelBudget budget;
  private int taken;

  public PictureGate(PictureLimits limits, PixelBudget budget) {
    this.limits = limits;
    this.budget = budget;
  }

  public PictureLimits limits() {
    return limits;
  }

  /**
   * Before anything is allocated for the pixels.
   *
   * @throws org.vigil.ingest.refusal.RefusedException if such a size is not decoded
   */
  public void admit(long width, long height) {
    limits.requireAcceptable(width, height);
    taken += budget.take(width * height);
  }

  @Override
  public void close() {
    budget.release(taken);
    taken = 0;
  }
}
