package org.vigil.models.preprocess;

import java.util.Random;

/** Pictures of noise, the same for the same seed. */
final class RandomPictures {
  private RandomPictures() {}

  static Bitmap8 eightBit(long seed, int width, int height, int channels) {
    byte[] samples = new byte[width * height * channels];
    new Random(seed).nextBytes(samples);
    return new Bitmap8(width, height, channels, samples);
  }

  static Bitmap16 sixteenBit(long seed, int width, int height) {
    Random random = new Random(seed);
    short[] samples = new short[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt(1 << 16);
    }
    return new Bitmap16(width, height, 1, samples);
  }
}
