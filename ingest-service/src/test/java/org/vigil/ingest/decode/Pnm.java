package org.vigil.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.vigil.ingest.normalise.Picture;

/**
 * A picture in the plainest of formats (Netpbm P5 with 16 bits, P6 with 8 bits), as the scripts
 * write what they expect.
 *
 * @param samples row-major, interleaved
 */
public record Pnm(int width, int height, int channels, int[] samples) {

  /** Reads a header of three lines as the scripts write it. */
  public static Pnm parse(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(40, bytes.length), StandardCharsets.ISO_8859_1);
    String[] words = head.split("\\s", 5);
    int body = head.length() - words[4].length();
    int channels = words[0].equals("P5") ? 1 : 3;
    int[] samples = new int[Integer.parseInt(words[1]) * Integer.parseInt(words[2]) * channels];
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          channels == 3
              ? bytes[body + i] & 0xFF
              : (bytes[body + 2 * i] & 0xFF) << 8 | bytes[body + 2 * i + 1] & 0xFF;
    }
    return new Pnm(Integer.parseInt(words[1]), Integer.parseInt(words[2]), channels, samples);
  }

  /** The greatest difference of a sample. */
  public int worst(Picture seen) {
    return differences(seen)[worstAt(seen)];
  }

  /** Which sample differs most. */
  public int worstAt(Picture seen) {
    int[] differences = differences(seen);
    int most = Arrays.stream(differences).max().orElseThrow();
    for (int i = 0; i < differences.length; i++) {
      if (differences[i] == most) {
        return i;
      }
    }
    throw new IllegalStateException();
  }

  private int[] differences(Picture seen) {
    int[] differences = new int[samples.length];
    for (int i = 0; i < differences.length; i++) {
      int value =
          switch (seen) {
            case Picture.Grey16 grey -> Short.toUnsignedInt(grey.samples()[i]);
            case Picture.Rgb8 rgb -> rgb.samples()[i] & 0xFF;
          };
      differences[i] = Math.abs(value - samples[i]);
    }
    return differences;
  }
}
