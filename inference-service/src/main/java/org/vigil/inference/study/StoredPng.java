package org.vigil.inference.study;

import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.vigil.inference.study.PictureReader.UnreadablePictureException;

/**
 * Reads the plain PNGs (ISO/IEC 15948) that ingest writes, grey or RGB, of 8 or 16 bits, not
 * interlaced, without palette or transparency. It is here because the general decoder took 16 ms of
 * CPU for a radiograph of 1024 x 1024, this one takes 6; {@code StoredPngTest} holds it to that
 * decoder's samples. Thread-safe.
 */
final class StoredPng {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int TRNS = 0x74524E53;
  private static final int HEADER_END = 33;
  private static final int AROUND_DATA = 12; // Length, type and check sum of a chunk.

  private final int width;
  private final int height;
  private final int bands;
  private final int bytesPerPixel;
  private final int stride;

  private StoredPng(int width, int height, int bands, int bits) {
    this.width = width;
    this.height = height;
    this.bands = bands;
    this.bytesPerPixel = bands * bits / 8;
    this.stride = Math.multiplyExact(width, bytesPerPixel);
  }

  /**
   * @return the samples as stored; empty where the bytes are something else than such a PNG
   * @throws UnreadablePictureException if they are one, but damaged or of too many pixels
   */
  static Optional<Raster> read(byte[] bytes, long maxPixels) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return header(in, maxPixels).filter(png -> isOpaque(in)).map(png -> png.raster(in));
  }

  private static Optional<StoredPng> header(ByteBuffer in, long maxPixels) {
    if (in.limit() < HEADER_END || in.getLong(0) != SIGNATURE || in.getInt(12) != IHDR) {
      return Optional.empty();
    }
    int bits = in.get(24);
    int colour = in.get(25);
    boolean plain = in.get(26) == 0 && in.get(27) == 0 && in.get(28) == 0;
    if (!plain || (bits != 8 && bits != 16) || (colour != 0 && colour != 2)) {
      return Optional.empty();
    }
    int width = in.getInt(16);
    int height = in.getInt(20);
    if (width < 1 || height < 1) {
      throw new UnreadablePictureException("no pixels");
    }
    PictureReader.requireAtMost(maxPixels, width, height);
    return Optional.of(new StoredPng(width, height, colour == 0 ? 1 : 3, bits));
  }

  private static boolean isOpaque(ByteBuffer in) {
    int at = HEADER_END;
    while (at <= in.limit() - AROUND_DATA && in.getInt(at + 4) != IDAT) {
      if (in.getInt(at + 4) == TRNS) {
        return false;
      }
      at = next(in, at);
    }
    return true;
  }

  /** Where the chunk after the one at {@code at} starts. */
  private static int next(ByteBuffer in, int at) {
    int length = in.getInt(at);
    if (length < 0 || length > in.limit() - AROUND_DATA - at) {
      throw new UnreadablePictureException("the PNG ends too early");
    }
    return at + AROUND_DATA + length;
  }

  private Raster raster(ByteBuffer in) {
    Inflater inflater = new Inflater();
    try {
      return unfiltered(new Rows(in, inflater));
    } catch (DataFormatException e) {
      throw new UnreadablePictureException("damaged PNG data");
    } finally {
      inflater.end();
    }
  }

  private Raster unfiltered(Rows rows) throws DataFormatException {
    boolean wide = bytesPerPixel == 2 * bands;
    int samples = Math.multiplyExact(width * bands, height);
    short[] words = wide ? new short[samples] : new short[0];
    byte[] octets = wide ? new byte[0] : new byte[samples];
    byte[] above = new byte[stride];
    byte[] row = new byte[stride];
    for (int y = 0; y < height; y++) {
      unfilter(rows.next(row), row, above);
      if (wide) {
        ByteBuffer.wrap(row)
            .order(ByteOrder.BIG_ENDIAN)
            .asShortBuffer()
            .get(words, y * width * bands, width * bands);
      } else {
        System.arraycopy(row, 0, octets, y * stride, stride);
      }
      byte[] swap = above;
      above = row;
      row = swap;
    }
    DataBuffer data =
        wide ? new DataBufferUShort(words, samples) : new DataBufferByte(octets, samples);
    int[] offsets = bands == 1 ? new int[] {0} : new int[] {0, 1, 2};
    return Raster.createInterleavedRaster(data, width, height, width * bands, bands, offsets, null);
  }

  /** Section 9.2: from differences to values, in place. */
  private void unfilter(int filter, byte[] row, byte[] above) {
    switch (filter) {
      case 0 -> {}
      case 1 -> {
        for (int i = bytesPerPixel; i < stride; i++) {
          row[i] += row[i - bytesPerPixel];
        }
      }
      case 2 -> {
        for (int i = 0; i < stride; i++) {
          row[i] += above[i];
        }
      }
      case 3 -> {
        for (int i = 0; i < stride; i++) {
          row[i] += (byte) ((left(row, i) + (above[i] & 0xFF)) >> 1);
        }
      }
      case 4 -> {
        for (int i = 0; i < stride; i++) {
          row[i] += (byte) paeth(left(row, i), above[i] & 0xFF, left(above, i));
        }
      }
      default -> throw new UnreadablePictureException("PNG filter " + filter);
    }
  }

  private int left(byte[] row, int i) {
    return i < bytesPerPixel ? 0 : row[i - bytesPerPixel] & 0xFF;
  }

  /** Section 9.4: whichever neighbour is nearest to left + above - upper left. */
  private static int paeth(int left, int above, int upperLeft) {
    int toLeft = Math.abs(above - upperLeft);
    int toAbove = Math.abs(left - upperLeft);
    int toUpperLeft = Math.abs(left + above - 2 * upperLeft);
    if (toLeft <= toAbove && toLeft <= toUpperLeft) {
      return left;
    }
    return toAbove <= toUpperLeft ? above : upperLeft;
  }

  /** The inflated rows of all IDAT chunks together. */
  private static final class Rows {
    private final ByteBuffer in;
    private final Inflater inflater;
    private final byte[] filter = new byte[1];
    private int at = HEADER_END;

    Rows(ByteBuffer in, Inflater inflater) {
      this.in = in;
      this.inflater = inflater;
    }

    /** Fills a row and gives its filter. */
    int next(byte[] row) throws DataFormatException {
      fill(filter);
      fill(row);
      return filter[0];
    }

    private void fill(byte[] target) throws DataFormatException {
      for (int filled = 0; filled < target.length; ) {
        int count = inflater.inflate(target, filled, target.length - filled);
        filled += count;
        if (count == 0) {
          feed();
        }
      }
    }

    private void feed() {
      if (inflater.finished() || inflater.needsDictionary()) {
        throw new UnreadablePictureException("the PNG has fewer rows than it says");
      }
      while (true) {
        if (at > in.limit() - AROUND_DATA || in.getInt(at + 4) == IEND) {
          throw new UnreadablePictureException("the PNG ends too early");
        }
        int chunk = at;
        at = StoredPng.next(in, chunk);
        if (in.getInt(chunk + 4) == IDAT) {
          inflater.setInput(in.array(), chunk + 8, in.getInt(chunk));
          return;
        }
      }
    }
  }
}
