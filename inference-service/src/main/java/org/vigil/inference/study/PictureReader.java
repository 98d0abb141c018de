package org.vigil.inference.study;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes pictures: the PNGs that ingest wrote by {@link StoredPng}, anything else (uploads to
 * score at once) by ImageIO. Thread-safe.
 */
public final class PictureReader {
  static {
    ImageIO.setUseCache(false); // No temporary files on the scoring path.
  }

  private final long maxPixels;

  public PictureReader(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  /**
   * @return samples as they are stored, 1 or 3 bands
   * @throws UnreadablePictureException if the bytes are no such picture
   */
  public Raster read(byte[] bytes) {
    try {
      return StoredPng.read(bytes, maxPixels).orElseGet(() -> readAny(bytes));
    } catch (UnreadablePictureException e) {
      throw e;
    } catch (RuntimeException e) { // A decoder that trips over bytes must not take the study along.
      throw new UnreadablePictureException("damaged picture");
    }
  }

  private Raster readAny(byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new UnreadablePictureException("no known picture format");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return raster(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw new UnreadablePictureException("damaged picture");
    }
  }

  private Raster raster(ImageReader reader) throws IOException {
    requireAtMost(maxPixels, reader.getWidth(0), reader.getHeight(0));
    Raster raster = reader.read(0).getRaster();
    if (raster.getNumBands() != 1 && raster.getNumBands() != 3) {
      throw new UnreadablePictureException(raster.getNumBands() + " bands; 1 or 3 are taken");
    }
    return raster;
  }

  static void requireAtMost(long maxPixels, int width, int height) {
    long pixels = (long) width * height;
    if (pixels > maxPixels) {
      throw new UnreadablePictureException(
          "%d pixels; the limit is %d".formatted(pixels, maxPixels));
    }
  }

  /** The bytes are no picture that a model can see. Not worth a retry. */
  public static final class UnreadablePictureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadablePictureException(String message) {
      super(message);
    }
  }
}
