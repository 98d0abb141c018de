package org.vigil.ingest.dicom;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Spoils bytes the way faults and attackers do. */
public final class Mutations {
  private static final int[] EDGES = {0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF};

  private Mutations() {}

  /** A copy with one to eight changes. */
  public static byte[] of(byte[] bytes, RandomGenerator random) {
    byte[] spoilt = bytes;
    for (int changes = random.nextInt(1, 9); changes > 0; changes--) {
      spoilt = once(spoilt, random);
    }
    return spoilt;
  }

  private static byte[] once(byte[] bytes, RandomGenerator random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(6)) {
      case 0 -> set(bytes, at, random.nextInt(256));
      case 1 -> set(bytes, at, bytes[at] ^ 1 << random.nextInt(8));
      case 2 -> set(bytes, at, EDGES[random.nextInt(EDGES.length)]);
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> cut(bytes, at, random.nextInt(1, 17));
      default -> repeat(bytes, at, random.nextInt(1, 17));
    };
  }

  private static byte[] set(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) value;
    return copy;
  }

  private static byte[] cut(byte[] bytes, int at, int length) {
    int end = Math.min(bytes.length, at + length);
    byte[] shorter = new byte[bytes.length - (end - at)];
    System.arraycopy(bytes, 0, shorter, 0, at);
    System.arraycopy(bytes, end, shorter, at, bytes.length - end);
    return shorter;
  }

  private static byte[] repeat(byte[] bytes, int at, int length) {
    int end = Math.min(bytes.length, at + length);
    byte[] longer = new byte[bytes.length + (end - at)];
    System.arraycopy(bytes, 0, longer, 0, end);
    System.arraycopy(bytes, at, longer, end, bytes.length - at);
    return longer;
  }
}
