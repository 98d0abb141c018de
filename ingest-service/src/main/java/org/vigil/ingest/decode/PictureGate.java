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
    admit(width, height, 1);
  }

  /**
   * The same for a picture whose decoder holds more than others of a pixel.
   *
   * @param shares of what a pixel usually takes
   */
  public void admit(long width, long height, int shares) {
    limits.requireAcceptable(width, height);
    taken += budget.take(width * height * shares);
  }

  @Override
  public void close() {
    budget.release(taken);
    taken = 0;
  }
}
