package org.vigil.ingest.decode;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The ICC profile of a PNG (ISO/IEC 15948, 11.3.2.3), which Java's reader does not apply: what its
 * red, green and blue mean.
 *
 * @param space of the samples
 */
record ColourProfile(ICC_ColorSpace space) {
  private static final int LONGEST_NAME = 79;

  /**
   * Unpacks the content of an iCCP chunk. One that cannot be read, or is not for red, green and
   * blue, says nothing, as in a browser.
   *
   * @throws org.vigil.ingest.refusal.RefusedException if it inflates to more than is taken
   */
  static Optional<ColourProfile> unpack(byte[] chunk, PictureLimits limits) {
    int name = 0;
    while (name < chunk.length && chunk[name] != 0) {
      name++;
    }
    if (name > LONGEST_NAME || name + 2 > chunk.length) {
      return Optional.empty();
    }
    try {
      ICC_Profile profile = ICC_Profile.getInstance(inflate(chunk, name + 2, limits));
      return profile.getColorSpaceType() == ColorSpace.TYPE_RGB
          ? Optional.of(new ColourProfile(new ICC_ColorSpace(profile)))
          : Optional.empty();
    } catch (DataFormatException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] inflate(byte[] chunk, int from, PictureLimits limits)
      throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(chunk, from, chunk.length - from);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[64 << 10];
      for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
        out.write(buffer, 0, n);
        limits.requireAncillary(out.size());
      }
      return out.toByteArray();
    } finally {
      inflater.end();
    }
  }

  /** The same samples, meant in this profile; a grey picture stays as it is. */
  BufferedImage of(BufferedImage image) {
    WritableRaster raster =
        image.getColorModel() instanceof IndexColorModel ? looked(image) : image.getRaster();
    int bands = raster.getNumBands();
    int type = raster.getTransferType();
    if (bands < 3 || type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT) {
      return image;
    }
    boolean alpha = bands == 4;
    ColorModel model =
        new ComponentColorModel(
            space, alpha, false, alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, type);
    return new BufferedImage(model, raster, false, null);
  }

  /** What a picture with a palette shows: red, green, blue, opacity. */
  private static WritableRaster looked(BufferedImage image) {
    int width = image.getWidth();
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, image.getHeight(), 4, null);
    int[] line = new int[width];
    int[] samples = new int[4 * width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, line, 0, width);
      for (int x = 0; x < width; x++) {
        samples[4 * x] = line[x] >> 16 & 0xFF;
        samples[4 * x + 1] = line[x] >> 8 & 0xFF;
        samples[4 * x + 2] = line[x] & 0xFF;
        samples[4 * x + 3] = line[x] >>> 24;
      }
      raster.setPixels(0, y, width, 1, samples);
    }
    return raster;
  }
}
