package org.vigil.ingest.dicomweb;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.vigil.ingest.normalise.Picture;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.store.ObjectKeys;

/**
 * Shows an image as a browser can: its normalised picture, as it is or as a JPEG of 8 bits. One at
 * a time, because a large picture is large.
 */
final class Rendering {
  private static final String[] FORMS = {"-grey16", "-rgb8"};

  private final ObjectStore store;

  Rendering(ObjectStore store) {
    this.store = store;
  }

  /** The normalised picture of an image; a whole object of several frames has none. */
  Optional<byte[]> png(ImageId image) {
    for (String form : FORMS) {
      try {
        return Optional.of(store.get(ObjectKeys.normalised(Picture.VERSION + form, image)));
      } catch (ObjectMissingException e) {
        continue; // It has the other form, or none.
      }
    }
    return Optional.empty();
  }

  /**
   * @param longest side in pixels; larger pictures are made smaller
   */
  synchronized byte[] jpeg(byte[] png, int longest) throws IOException {
    BufferedImage eight = eightBits(ImageIO.read(new ByteArrayInputStream(png)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(smaller(eight, longest), "jpeg", out);
    return out.toByteArray();
  }

  private static BufferedImage eightBits(BufferedImage image) {
    if (image.getType() != BufferedImage.TYPE_USHORT_GRAY) {
      return image;
    }
    int width = image.getWidth();
    BufferedImage grey = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Raster from = image.getRaster();
    int[] line = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      from.getPixels(0, y, width, 1, line);
      for (int x = 0; x < width; x++) {
        line[x] >>>= 8;
      }
      grey.getRaster().setPixels(0, y, width, 1, line);
    }
    return grey;
  }

  private static BufferedImage smaller(BufferedImage image, int longest) {
    double factor = (double) longest / Math.max(image.getWidth(), image.getHeight());
    if (factor >= 1) {
      return image;
    }
    int width = (int) Math.max(1, Math.round(image.getWidth() * factor));
    int height = (int) Math.max(1, Math.round(image.getHeight() * factor));
    int type = image.getType() == 0 ? BufferedImage.TYPE_INT_RGB : image.getType();
    BufferedImage small = new BufferedImage(width, height, type);
    Graphics2D graphics = small.createGraphics();
    try {
      Image scaled = image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
      graphics.drawImage(scaled, 0, 0, null);
      return small;
    } finally {
      graphics.dispose();
    }
  }
}
