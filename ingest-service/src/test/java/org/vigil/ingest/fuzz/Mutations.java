package org.vigil.ingest.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Spoils bytes the way faults and attackers do. */
public final class Mutations {
  private static final int[] EDGES = {0, 1, 2, 0x10, 0x40, 0x7F, 0x80, 0xFE, 0xFF};

  /** Headers are in front, and most that can go wrong is in headers. */
  private static final int HEADERS = 400;

  private Mutations() {}

  /** A copy with one to eight changes. */
  public static byte[] of(byte[] bytes, RandomGenerator random) {
    return of(bytes, List.of(), random);
  }

  /** A copy with one to eight changes, among them pieces of others. */
  public static byte[] of(byte[] bytes, List<byte[]> others, RandomGenerator random) {
    byte[] spoilt = bytes.clone();
    for (int changes = random.nextInt(1, 9); changes > 0; changes--) {
      spoilt = once(spoilt, others, random);
    }
    return spoilt;
  }

  private static byte[] once(byte[] bytes, List<byte[]> others, RandomGenerator random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int reach = random.nextBoolean() ? Math.min(bytes.length, HEADERS) : bytes.length;
    int at = random.nextInt(reach);
    return switch (random.nextInt(others.isEmpty() ? 7 : 8)) {
      case 0 -> set(bytes, at, random.nextInt(256));
      case 1 -> set(bytes, at, bytes[at] ^ 1 << random.nextInt(8));
      case 2 -> set(bytes, at, EDGES[random.nextInt(EDGES.length)]);
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> cut(bytes, at, random.nextInt(1, 17));
      case 5 -> repeat(bytes, at, random.nextInt(1, 17));
      case 6 -> largest(bytes, at);
      default -> splice(bytes, at, others.get(random.nextInt(others.size())), random);
    };
  }

  private static byte[] set(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    return bytes;
  }

  /** The largest of lengths, or "undefined". */
  private static byte[] largest(byte[] bytes, int at) {
    Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) -1);
    return bytes;
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

  private static byte[] splice(byte[] into, int at, byte[] other, RandomGenerator random) {
    int from = random.nextInt(other.length);
    int length = Math.min(random.nextInt(64), Math.min(into.length - at, other.length - from));
    System.arraycopy(other, from, into, at, length);
    return into;
  }
}
