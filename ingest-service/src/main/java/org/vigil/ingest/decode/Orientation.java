package org.vigil.ingest.decode;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.vigil.ingest.normalise.Picture;

/**
 * EXIF orientation (tag 0x0112): how the stored picture must be turned to stand upright.
 *
 * @param transposed rows become columns
 * @param mirrored left and right change places, after transposing
 * @param upsideDown top and bottom change places, after transposing
 */
record Orientation(boolean transposed, boolean mirrored, boolean upsideDown) {
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /** What the file says, or upright where it says nothing that can be read. */
  static Orientation of(byte[] file, Format format) {
    try (InputStream in = new ByteArrayInputStream(file)) {
      return switch (format) {
        case JPEG -> of(JpegMetadataReader.readMetadata(in, List.of(new ExifReader())));
        case TIFF, WEBP -> of(ImageMetadataReader.readMetadata(in));
        case PNG, BMP, DICOM -> UPRIGHT;
      };
    } catch (ImageProcessingException | MetadataException | IOException | RuntimeException e) {
      return UPRIGHT; // Metadata that cannot be read says nothing.
    }
  }

  /** What EXIF says that stands by itself, as in a PNG. */
  static Orientation ofExif(byte[] tiff) {
    try {
      Metadata metadata = new Metadata();
      new ExifReader().extract(new ByteArrayReader(tiff), metadata);
      return of(metadata);
    } catch (MetadataException | RuntimeException e) {
      return UPRIGHT;
    }
  }

  private static Orientation of(Metadata metadata) throws MetadataException {
    ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    return exif == null || !exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
        ? UPRIGHT
        : ofTag(exif.getInt(ExifIFD0Directory.TAG_ORIENTATION));
  }

  static Orientation ofTag(int tag) {
    return switch (tag) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, true, false);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, false, true);
      default -> UPRIGHT;
    };
  }

  Picture apply(Picture picture) {
    if (equals(UPRIGHT)) {
      return picture;
    }
    int width = transposed ? picture.height() : picture.width();
    int height = transposed ? picture.width() : picture.height();
    return switch (picture) {
      case Picture.Grey16 grey -> {
        short[] turned = new short[grey.samples().length];
        each(width, height, picture.width(), (to, from) -> turned[to] = grey.samples()[from]);
        yield new Picture.Grey16(width, height, turned);
      }
      case Picture.Rgb8 rgb -> {
        byte[] turned = new byte[rgb.samples().length];
        each(
            width,
            height,
            picture.width(),
            (to, from) -> System.arraycopy(rgb.samples(), 3 * from, turned, 3 * to, 3));
        yield new Picture.Rgb8(width, height, turned);
      }
    };
  }

  private void each(int width, int height, int sourceWidth, PixelMove move) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = mirrored ? width - 1 - x : x;
        int row = upsideDown ? height - 1 - y : y;
        int from = transposed ? column * sourceWidth + row : row * sourceWidth + column;
        move.move(y * width + x, from);
      }
    }
  }

  @FunctionalInterface
  private interface PixelMove {
    void move(int to, int from);
  }
}
