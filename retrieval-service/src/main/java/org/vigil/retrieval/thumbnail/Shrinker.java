package org.vigil.retrieval.thumbnail;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Makes a small JPEG of one of our own normalised PNGs, which ingest has checked. */
final class Shrinker {
  /** Pixels of the longer side. */
  static final int LONGEST = 192;

  private Shrinker() {}

  /**
   * @throws IOException if it is no picture
   */
  static byte[] shrink(InputStream png) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(png)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("no picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return jpeg(scaled(reader));
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage scaled(ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    double scale = Math.min(1, (double) LONGEST / Math.max(width, height));
    // Reading every n-th pixel down to twice the size needs little memory, and no more sharpness.
    int step = Math.max(1, (int) (1 / (2 * scale)));
    ImageReadParam coarse = reader.getDefaultReadParam();
    coarse.setSourceSubsampling(step, step, 0, 0);
    BufferedImage picture = reader.read(0, coarse);
    boolean grey = picture.getRaster().getNumBands() == 1;
    BufferedImage small =
        new BufferedImage(
            Math.max(1, (int) Math.round(width * scale)),
            Math.max(1, (int) Math.round(height * scale)),
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = small.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(picture, 0, 0, small.getWidth(), small.getHeight(), null);
    pen.dispose();
    return small;
  }

  private static byte[] jpeg(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
