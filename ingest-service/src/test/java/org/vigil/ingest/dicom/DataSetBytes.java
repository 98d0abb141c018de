package org.vigil.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/** Writes data sets in the uncompressed transfer syntaxes (PS3.5 section 7). */
public final class DataSetBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final boolean explicit;
  private final ByteOrder order;

  public DataSetBytes(boolean explicit, ByteOrder order) {
    this.explicit = explicit;
    this.order = order;
  }

  /** A chest radiograph of 32 x 32 pixels, explicit little endian. */
  public static byte[] radiograph(String sopClass, String sopInstance, int seed) {
    return radiograph(new DataSetBytes(true, ByteOrder.LITTLE_ENDIAN), sopClass, sopInstance, seed)
        .toBytes();
  }

  /** A chest radiograph of 32 x 32 pixels, with sequences of every form before its body part. */
  public static DataSetBytes radiograph(
      DataSetBytes data, String sopClass, String sopInstance, int seed) {
    return radiograph(data, sopClass, sopInstance, seed, "1.2.826.0.3." + seed);
  }

  /** The same, of a series. */
  public static DataSetBytes radiograph(
      DataSetBytes data, String sopClass, String sopInstance, int seed, String series) {
    byte[] pixels = new byte[32 * 32];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 7 + seed * 31);
    }
    return data.text(0x00080016, "UI", sopClass)
        .text(0x00080018, "UI", sopInstance)
        .text(0x00080060, "CS", "CR")
        .sequenceOfUndefinedLength(
            0x00081140,
            new DataSetBytes(data.explicit, data.order)
                .text(0x00080016, "UI", "1.2.3")
                .text(0x00080060, "CS", "XX"))
        .text(0x00100010, "PN", "Doe^Jane")
        .text(0x00180015, "CS", "CHEST")
        .text(0x00185101, "CS", "PA")
        .text(0x0020000D, "UI", "1.2.826.0.1." + seed)
        .text(0x0020000E, "UI", series)
        .number(0x00280002, 1)
        .text(0x00280004, "CS", "MONOCHROME2")
        .number(0x00280010, 32)
        .number(0x00280011, 32)
        .number(0x00280100, 8)
        .number(0x00280101, 8)
        .number(0x00280102, 7)
        .number(0x00280103, 0)
        .bytes(0x7FE00010, "OB", pixels);
  }

  public DataSetBytes text(int tag, String vr, String value) {
    String padded = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
    return bytes(tag, vr, padded.getBytes(StandardCharsets.US_ASCII));
  }

  public DataSetBytes number(int tag, int value) {
    return bytes(tag, "US", buffer(2).putShort((short) value).array());
  }

  public DataSetBytes bytes(int tag, String vr, byte[] value) {
    header(tag, vr, value.length);
    out.writeBytes(value);
    return this;
  }

  /** Items of undefined length in a sequence of undefined length. */
  public DataSetBytes sequenceOfUndefinedLength(int tag, DataSetBytes... items) {
    header(tag, "SQ", -1);
    for (DataSetBytes item : items) {
      tagAndLength(0xFFFEE000, -1);
      out.writeBytes(item.out.toByteArray());
      tagAndLength(0xFFFEE00D, 0);
    }
    tagAndLength(0xFFFEE0DD, 0);
    return this;
  }

  private void header(int tag, String vr, int length) {
    tag(tag);
    boolean longForm = vr.equals("SQ") || vr.equals("OB");
    if (!explicit) {
      out.writeBytes(buffer(4).putInt(length).array());
    } else if (longForm) {
      out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(buffer(6).putShort((short) 0).putInt(length).array());
    } else {
      out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(buffer(2).putShort((short) length).array());
    }
  }

  private void tag(int tag) {
    out.writeBytes(buffer(4).putShort((short) (tag >>> 16)).putShort((short) tag).array());
  }

  private void tagAndLength(int tag, int length) {
    tag(tag);
    out.writeBytes(buffer(4).putInt(length).array());
  }

  private ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(order);
  }

  public byte[] toBytes() {
    return out.toByteArray();
  }

  /** A file with nothing in its meta information but the transfer syntax. */
  public byte[] toPart10(String transferSyntax) {
    byte[] meta =
        new DataSetBytes(true, ByteOrder.LITTLE_ENDIAN)
            .text(0x00020010, "UI", transferSyntax)
            .toBytes();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[128]);
    file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(meta);
    file.writeBytes(toBytes());
    return file.toByteArray();
  }

  /** Deflated without header (PS3.5 annex A.5). */
  public byte[] toDeflatedBytes() {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(out.toByteArray());
    deflater.finish();
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    byte[] chunk = new byte[4096];
    while (!deflater.finished()) {
      deflated.write(chunk, 0, deflater.deflate(chunk));
    }
    deflater.end();
    return deflated.toByteArray();
  }
}
