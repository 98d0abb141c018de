package org.vigil.ingest.dicom;

import java.nio.ByteBuffer;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Part10;

/**
 * A look-up table (PS3.3 C.11.1.1 and C.11.2.1.1).
 *
 * @param first input value of the first entry; inputs below take it, inputs beyond the end take the
 *     last
 * @param entries unsigned
 * @param bits of an entry
 */
record Lut(int first, int[] entries, int bits) {

  /**
   * @param signedInput whether the first input value is a signed number
   */
  static Lut of(DataSet data, int descriptorTag, int dataTag, boolean signedInput) {
    Descriptor descriptor = Descriptor.of(data, descriptorTag, signedInput);
    ByteBuffer values = data.bytes(dataTag).orElseThrow(Lut::damaged);
    int count = descriptor.count();
    boolean bytes = values.remaining() < 2 * count && descriptor.bits() <= 8;
    if (values.remaining() < (bytes ? count : 2 * count)) {
      throw damaged();
    }
    int[] entries = new int[count];
    for (int i = 0; i < count; i++) {
      entries[i] = bytes ? values.get(i) & 0xFF : Short.toUnsignedInt(values.getShort(2 * i));
    }
    return new Lut(descriptor.first(), entries, descriptor.bits());
  }

  /** A palette of 16-bit entries that is written in segments (PS3.3 C.7.9.2). */
  static Lut ofSegments(DataSet data, int descriptorTag, int dataTag, boolean signedInput) {
    Descriptor descriptor = Descriptor.of(data, descriptorTag, signedInput);
    ByteBuffer words = data.bytes(dataTag).orElseThrow(Lut::damaged);
    if (descriptor.bits() != 16) {
      throw damaged();
    }
    return new Lut(descriptor.first(), SegmentedLut.expand(words, descriptor.count()), 16);
  }

  /**
   * @param count of the entries
   */
  private record Descriptor(int count, int first, int bits) {
    static Descriptor of(DataSet data, int tag, boolean signedInput) {
      ByteBuffer words = data.bytes(tag).filter(d -> d.remaining() >= 6).orElseThrow(Lut::damaged);
      int count = Short.toUnsignedInt(words.getShort(0));
      int first = signedInput ? words.getShort(2) : Short.toUnsignedInt(words.getShort(2));
      int bits = Short.toUnsignedInt(words.getShort(4));
      if (bits < 1 || bits > 16) {
        throw damaged();
      }
      return new Descriptor(count == 0 ? 1 << 16 : count, first, bits);
    }
  }

  int at(double input) {
    int index = (int) Math.round(input) - first;
    return entries[Math.clamp(index, 0, entries.length - 1)];
  }

  /** An entry on the scale 0 to 1. */
  double share(double input) {
    return (double) at(input) / ((1 << bits) - 1);
  }

  /** The eight most significant bits of an entry. */
  int eightBits(double input) {
    return bits >= 8 ? at(input) >>> bits - 8 & 0xFF : at(input) * 255 / ((1 << bits) - 1);
  }

  private static RuntimeException damaged() {
    return Part10.damaged("a look-up table is damaged");
  }
}
