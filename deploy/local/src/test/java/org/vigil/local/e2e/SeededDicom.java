package org.vigil.local.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A chest radiograph in explicit little endian (PS3.5 section 7) whose every text, at every depth,
 * in standard and private elements, is a seeded identifier. Elements stand in ascending order.
 */
final class SeededDicom {
  private static final String CR = "1.2.840.10008.5.1.4.1.1.1";
  private static final Set<String> LONG_FORM = Set.of("OB", "OW", "SQ", "UN", "UT");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** The file (PS3.10 section 7.1), and what was seeded into it is in {@code words} after. */
  static byte[] file(SeededIdentifiers words) {
    String instance = "1.2.826." + words.number("SOPInstanceUID");
    SeededDicom meta =
        new SeededDicom()
            .bytes(0x00020001, "OB", new byte[] {0, 1})
            .text(0x00020002, "UI", CR)
            .text(0x00020003, "UI", instance)
            .text(0x00020010, "UI", "1.2.840.10008.1.2.1")
            .text(0x00020012, "UI", "1.2.826.0.1");
    byte[] head = meta.out.toByteArray();
    SeededDicom file = new SeededDicom();
    file.out.writeBytes(new byte[128]);
    file.out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    file.bytes(0x00020000, "UL", little(4).putInt(head.length).array());
    file.out.writeBytes(head);
    file.out.writeBytes(dataSet(words, instance));
    return file.out.toByteArray();
  }

  private static byte[] dataSet(SeededIdentifiers words, String instance) {
    return new SeededDicom()
        .text(0x00080016, "UI", CR)
        .text(0x00080018, "UI", instance)
        .text(0x00080050, "SH", words.word("AccessionNumber"))
        .text(0x00080060, "CS", "CR")
        .text(0x00080080, "LO", words.word("InstitutionName"))
        .text(0x00080090, "PN", words.word("ReferringPhysicianName") + "^A")
        .text(0x00081030, "LO", words.word("StudyDescription"))
        .text(0x00081070, "PN", words.word("OperatorsName"))
        .sequence(0x00081110, nested(words, "ReferencedStudySequence", 3))
        .text(0x00100010, "PN", words.word("PatientName family") + "^" + words.word("given"))
        .text(0x00100020, "LO", words.word("PatientID"))
        .text(0x00100030, "DA", "19031223")
        .text(0x00100040, "CS", "F")
        .text(0x00101000, "LO", words.word("OtherPatientIDs"))
        .text(0x00101040, "LO", words.word("PatientAddress"))
        .text(0x00102154, "SH", words.number("PatientTelephoneNumbers"))
        .text(0x00104000, "LT", "seen with " + words.word("PatientComments"))
        .text(0x00110010, "LO", "ACME")
        .text(0x00111001, "LO", words.word("private element"))
        .text(0x00180015, "CS", "CHEST")
        .text(0x00181000, "LO", words.word("DeviceSerialNumber"))
        .text(0x00185101, "CS", "PA")
        .text(0x0020000D, "UI", "1.2.826." + words.number("StudyInstanceUID"))
        .text(0x0020000E, "UI", "1.2.826." + words.number("SeriesInstanceUID"))
        .text(0x00200010, "SH", words.word("StudyID"))
        .text(0x00204000, "LT", words.word("ImageComments"))
        .number(0x00280002, 1)
        .text(0x00280004, "CS", "MONOCHROME2")
        .number(0x00280010, 256)
        .number(0x00280011, 256)
        .number(0x00280100, 8)
        .number(0x00280101, 8)
        .number(0x00280102, 7)
        .number(0x00280103, 0)
        .sequence(0x00400275, nested(words, "RequestAttributesSequence", 2))
        .bytes(0x7FE00010, "OB", pixels())
        .out
        .toByteArray();
  }

  /** Items in items, each with a name and a number of its own. */
  private static SeededDicom nested(SeededIdentifiers words, String where, int depth) {
    SeededDicom item =
        new SeededDicom().text(0x00080050, "SH", words.word(where + " AccessionNumber " + depth));
    if (depth > 1) {
      item.sequence(0x00081110, nested(words, where, depth - 1));
    }
    return item.text(0x00100010, "PN", words.word(where + " PatientName " + depth));
  }

  /** Brighter in the middle, so that there is something to see. */
  private static byte[] pixels() {
    byte[] pixels = new byte[256 * 256];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % 256 - 128;
      int y = i / 256 - 128;
      pixels[i] = (byte) (200 - Math.min(180, (x * x + y * y) / 90) + i % 7);
    }
    return pixels;
  }

  private SeededDicom text(int tag, String vr, String text) {
    boolean odd = text.length() % 2 == 1;
    String padded = odd ? text + (vr.equals("UI") ? "\0" : " ") : text;
    return bytes(tag, vr, padded.getBytes(StandardCharsets.US_ASCII));
  }

  private SeededDicom number(int tag, int value) {
    return bytes(tag, "US", little(2).putShort((short) value).array());
  }

  private SeededDicom sequence(int tag, SeededDicom item) {
    byte[] content = item.out.toByteArray();
    ByteArrayOutputStream items = new ByteArrayOutputStream();
    items.writeBytes(tag(0xFFFEE000));
    items.writeBytes(little(4).putInt(content.length).array());
    items.writeBytes(content);
    return bytes(tag, "SQ", items.toByteArray());
  }

  private SeededDicom bytes(int tag, String vr, byte[] value) {
    out.writeBytes(tag(tag));
    out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(
        LONG_FORM.contains(vr)
            ? little(6).putShort((short) 0).putInt(value.length).array()
            : little(2).putShort((short) value.length).array());
    out.writeBytes(value);
    return this;
  }

  private static byte[] tag(int tag) {
    return little(4).putShort((short) (tag >>> 16)).putShort((short) tag).array();
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
