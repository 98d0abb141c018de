package org.vigil.ingest.decode;

import org.vigil.ingest.config.IngestSettings;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * What sizes are decoded.
 *
 * @param maxPixels width times height
 * @param smallestSide pixels
 * @param maxAncillaryBytes of everything in a file that is not pixels
 */
public record PictureLimits(long maxPixels, int smallestSide, long maxAncillaryBytes) {

  public static PictureLimits of(IngestSettings.Limits limits) {
    return new PictureLimits(
        limits.pixelsPerImage(), limits.smallestSide(), limits.ancillaryBytes());
  }

  /** The same, but no picture larger than what has room in memory. */
  PictureLimits within(PixelBudget budget) {
    return new PictureLimits(Math.min(maxPixels, budget.pixels()), smallestSide, maxAncillaryBytes);
  }

  /** Checks a size that a header states, before anything is allocated for it. */
  public void requireAcceptable(long width, long height) {
    if (width < 1 || height < 1) {
      throw new RefusedException(RejectionReason.DAMAGED, "the header states no usable size");
    }
    if (width > maxPixels || height > maxPixels || width * height > maxPixels) {
      throw new RefusedException(
          RejectionReason.TOO_MANY_PIXELS,
          "%d x %d pixels; the limit is %d pixels in all".formatted(width, height, maxPixels));
    }
    if (Math.min(width, height) < smallestSide) {
      throw new RefusedException(
          RejectionReason.TOO_SMALL,
          "%d x %d pixels; each side must have %d".formatted(width, height, smallestSide));
    }
  }

  /** Checks how much a file holds beside its pixels. */
  public void requireAncillary(long bytes) {
    if (bytes > maxAncillaryBytes) {
      throw new RefusedException(
          RejectionReason.TOO_LARGE,
          "%d bytes of metadata; the limit is %d".formatted(bytes, maxAncillaryBytes));
    }
  }
}
