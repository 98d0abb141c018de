package org.vigil.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vigil.ingest.dicom.dataset.Tag;

/** Writes small Part 10 files for tests, element by element. */
public final class DicomFile {
  private static final Set<String> LONG_FORM = Set.of("OB", "OW", "SQ", "UN", "UT");

  private final ByteOrder order;
  private final boolean explicit;
  private final Map<Integer, byte[]> elements = new TreeMap<>(Integer::compareUnsigned);

  private DicomFile(ByteOrder order, boolean explicit) {
    this.order = order;
    this.explicit = explicit;
  }

  /** An empty data set in explicit little endian. */
  static DicomFile empty() {
    return new DicomFile(ByteOrder.LITTLE_ENDIAN, true);
  }

  static DicomFile empty(ByteOrder order, boolean explicit) {
    return new DicomFile(order, explicit);
  }

  /** An empty data set in the encoding of this one. */
  DicomFile nested() {
    return new DicomFile(order, explicit);
  }

  /** A grey picture of one row repeated, with these stored values. */
  static DicomFile grey(int allocated, int stored, boolean signed, int... row) {
    DicomFile file = empty().grey16(allocated, stored, signed);
    return file.us(Tag.Rows, row.length).us(Tag.Columns, row.length).pixels(allocated, row);
  }

  private DicomFile grey16(int allocated, int stored, boolean signed) {
    return us(Tag.SamplesPerPixel, 1)
        .text(Tag.PhotometricInterpretation, "CS", "MONOCHROME2")
        .us(Tag.BitsAllocated, allocated)
        .us(Tag.BitsStored, stored)
        .us(Tag.HighBit, stored - 1)
        .us(Tag.PixelRepresentation, signed ? 1 : 0);
  }

  private DicomFile pixels(int allocated, int... row) {
    ByteBuffer pixels = buffer(row.length * row.length * allocated / 8);
    for (int ignored : row) {
      for (int value : row) {
        if (allocated == 8) {
          pixels.put((byte) value);
        } else {
          pixels.putShort((short) value);
        }
      }
    }
    return bytes(Tag.PixelData, "OW", pixels.array());
  }

  DicomFile us(int tag, int... values) {
    ByteBuffer out = buffer(2 * values.length);
    for (int value : values) {
      out.putShort((short) value);
    }
    return bytes(tag, "US", out.array());
  }

  DicomFile text(int tag, String vr, String value) {
    String even = value.length() % 2 == 0 ? value : value + " ";
    return bytes(tag, vr, even.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A sequence of one item, both of defined length. */
  DicomFile sequence(int tag, DicomFile item) {
    byte[] body = item.dataSet();
    ByteBuffer out = buffer(8 + body.length);
    out.putShort((short) (Tag.Item >>> 16)).putShort((short) Tag.Item).putInt(body.length);
    return bytes(tag, "SQ", out.put(body).array());
  }

  DicomFile bytes(int tag, String vr, byte[] value) {
    ByteBuffer out = buffer(12 + value.length);
    out.putShort((short) (tag >>> 16)).putShort((short) tag);
    if (explicit) {
      out.put(vr.getBytes(StandardCharsets.US_ASCII));
      if (LONG_FORM.contains(vr)) {
        out.putShort((short) 0).putInt(value.length);
      } else {
        out.putShort((short) value.length);
      }
    } else {
      out.putInt(value.length);
    }
    out.put(value);
    byte[] element = new byte[out.position()];
    out.rewind().get(element);
    return raw(tag, element);
  }

  /** An element as it stands in the file. */
  DicomFile raw(int tag, byte[] element) {
    elements.put(tag, element);
    return this;
  }

  /** Encapsulated pixel data: an empty offset table and these fragments. */
  DicomFile encapsulated(byte[]... fragments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(buffer(4).putShort((short) 0x7FE0).putShort((short) 0x0010).array());
    out.writeBytes(buffer(8).put("OB\0\0".getBytes(StandardCharsets.US_ASCII)).putInt(-1).array());
    out.writeBytes(marker(0xE000, 0));
    for (byte[] fragment : fragments) {
      int padded = fragment.length + fragment.length % 2;
      out.writeBytes(marker(0xE000, padded));
      out.writeBytes(Arrays.copyOf(fragment, padded));
    }
    out.writeBytes(marker(0xE0DD, 0));
    return raw(Tag.PixelData, out.toByteArray());
  }

  private byte[] marker(int element, int length) {
    return buffer(8).putShort((short) 0xFFFE).putShort((short) element).putInt(length).array();
  }

  /** The file, with a preamble and nothing in its meta information but the transfer syntax. */
  byte[] file(String transferSyntax) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[128]);
    out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    String uid = transferSyntax.length() % 2 == 0 ? transferSyntax : transferSyntax + "\0";
    out.writeBytes(
        empty()
            .bytes(Tag.TransferSyntaxUID, "UI", uid.getBytes(StandardCharsets.US_ASCII))
            .dataSet());
    out.writeBytes(dataSet());
    return out.toByteArray();
  }

  /** The file in explicit little endian. */
  byte[] file() {
    return file("1.2.840.10008.1.2.1");
  }

  byte[] dataSet() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    elements.values().forEach(out::writeBytes);
    return out.toByteArray();
  }

  private ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(order);
  }
}
