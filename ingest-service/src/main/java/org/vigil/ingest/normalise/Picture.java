package org.vigil.ingest.normalise;

import org.vigil.schemas.event.StudyKind;

/**
 * A picture in one of the two forms that leave ingest. Arrays are the picture's own: do not change
 * them.
 */
public sealed interface Picture {
  /** Version of the arithmetic of this package and of the bytes that it writes. */
  String VERSION = "n3";

  /**
   * What makes a normalised object: arithmetic and form, so that the same bytes as a radiograph and
   * as a photograph are two objects.
   */
  default String normalisation() {
    return VERSION + (channels() == 1 ? "-grey16" : "-rgb8");
  }

  int width();

  int height();

  int channels();

  int bitsPerSample();

  /** The form that studies of a kind have: radiographs 16-bit grey, photographs 8-bit RGB. */
  default Picture as(StudyKind kind) {
    return switch (kind) {
      case CHEST_XRAY -> toGrey();
      case SKIN, TONGUE -> toRgb();
    };
  }

  Grey16 toGrey();

  Rgb8 toRgb();

  /** Row of samples as PNG stores them: big-endian, interleaved. */
  void row(int y, byte[] into);

  /**
   * A radiograph.
   *
   * @param samples row-major, unsigned, 0 black to 65535 white
   */
  record Grey16(int width, int height, short[] samples) implements Picture {
    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int bitsPerSample() {
      return 16;
    }

    @Override
    public Grey16 toGrey() {
      return this;
    }

    @Override
    public Rgb8 toRgb() {
      byte[] rgb = new byte[samples.length * 3];
      for (int i = 0; i < samples.length; i++) {
        byte grey = (byte) ((samples[i] & 0xFFFF) >>> 8);
        rgb[3 * i] = grey;
        rgb[3 * i + 1] = grey;
        rgb[3 * i + 2] = grey;
      }
      return new Rgb8(width, height, rgb);
    }

    @Override
    public void row(int y, byte[] into) {
      for (int x = 0; x < width; x++) {
        short sample = samples[y * width + x];
        into[2 * x] = (byte) (sample >>> 8);
        into[2 * x + 1] = (byte) sample;
      }
    }
  }

  /**
   * A photograph in sRGB.
   *
   * @param samples row-major, red green blue
   */
  record Rgb8(int width, int height, byte[] samples) implements Picture {
    @Override
    public int channels() {
      return 3;
    }

    @Override
    public int bitsPerSample() {
      return 8;
    }

    /** Luminance by ITU-R BT.601, stretched to 16 bits. */
    @Override
    public Grey16 toGrey() {
      short[] grey = new short[width * height];
      for (int i = 0; i < grey.length; i++) {
        int red = samples[3 * i] & 0xFF;
        int green = samples[3 * i + 1] & 0xFF;
        int blue = samples[3 * i + 2] & 0xFF;
        grey[i] = (short) Math.round((0.299 * red + 0.587 * green + 0.114 * blue) * 257);
      }
      return new Grey16(width, height, grey);
    }

    @Override
    public Rgb8 toRgb() {
      return this;
    }

    @Override
    public void row(int y, byte[] into) {
      System.arraycopy(samples, y * width * 3, into, 0, width * 3);
    }
  }
}
