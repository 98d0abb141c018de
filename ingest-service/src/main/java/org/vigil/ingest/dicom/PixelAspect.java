package org.vigil.ingest.dicom;

import org.vigil.ingest.normalise.Picture.Grey16;

/**
 * Pixel Aspect Ratio (0028,0034), vertical to horizontal size of a pixel: a picture whose pixels
 * are not square is stretched along one side, by linear interpolation, until they are.
 */
final class PixelAspect {
  private static final double MOST = 10;

  private PixelAspect() {}

  static Grey16 square(Grey16 picture, DataSet data) {
    double ratio = ratio(data);
    if (ratio == 1) {
      return picture;
    }
    return ratio > 1
        ? stretch(picture, picture.width(), (int) Math.round(picture.height() * ratio))
        : stretch(picture, (int) Math.round(picture.width() / ratio), picture.height());
  }

  private static double ratio(DataSet data) {
    String[] parts = data.text(Tag.PixelAspectRatio).orElse("1\\1").split("\\\\");
    try {
      double ratio = Double.parseDouble(parts[0].strip()) / Double.parseDouble(parts[1].strip());
      return ratio >= 1 / MOST && ratio <= MOST ? ratio : 1;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return 1;
    }
  }

  private static Grey16 stretch(Grey16 picture, int width, int height) {
    short[] out = new short[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double fromX = (x + 0.5) * picture.width() / width - 0.5;
        double fromY = (y + 0.5) * picture.height() / height - 0.5;
        out[y * width + x] = (short) Math.round(blend(picture, fromX, fromY));
      }
    }
    return new Grey16(width, height, out);
  }

  private static double blend(Grey16 picture, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double down = y - top;
    double above = at(picture, left, top) * (1 - right) + at(picture, left + 1, top) * right;
    double below =
        at(picture, left, top + 1) * (1 - right) + at(picture, left + 1, top + 1) * right;
    return above * (1 - down) + below * down;
  }

  private static int at(Grey16 picture, int x, int y) {
    int column = Math.clamp(x, 0, picture.width() - 1);
    int row = Math.clamp(y, 0, picture.height() - 1);
    return Short.toUnsignedInt(picture.samples()[row * picture.width() + column]);
  }
}
