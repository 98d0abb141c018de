package org.vigil.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** The encodings of PS3.5 section 7 and annex A. */
class Part10Test {
  private static final int LAST = 0x00289999;
  private static final String IMPLICIT = "1.2.840.10008.1.2";
  private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
  private static final String BIG = "1.2.840.10008.1.2.2";
  private static final String JPEG = "1.2.840.10008.1.2.4.50";

  @Test
  void theSameAttributesAreReadInEveryEncoding() {
    DicomFile implicit = DicomFile.empty(ByteOrder.LITTLE_ENDIAN, false);
    DicomFile big = DicomFile.empty(ByteOrder.BIG_ENDIAN, true);
    assertAttributes(attributes(implicit).file(IMPLICIT));
    assertAttributes(attributes(big).file(BIG));
    assertAttributes(attributes(DicomFile.empty()).file());
    assertAttributes(deflated(attributes(DicomFile.empty())));
  }

  @Test
  void aCompressedImageWhoseWriterForgotTheVrsIsReadNevertheless() {
    assertAttributes(attributes(DicomFile.empty(ByteOrder.LITTLE_ENDIAN, false)).file(JPEG));
  }

  @Test
  void aSequenceOfUnknownVrIsImplicitLittleEndian() {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      ByteBuffer sequence = ByteBuffer.allocate(64).order(order);
      sequence.putShort((short) 0x0009).putShort((short) 0x1010).put("UN\0\0".getBytes());
      sequence.putInt(-1).order(ByteOrder.LITTLE_ENDIAN);
      sequence.putShort((short) 0xFFFE).putShort((short) 0xE000).putInt(-1);
      sequence.putInt(0x10110009).putInt(2).putShort((short) 7); // Without a VR.
      sequence.putShort((short) 0xFFFE).putShort((short) 0xE00D).putInt(0);
      sequence.putShort((short) 0xFFFE).putShort((short) 0xE0DD).putInt(0);
      DicomFile file =
          attributes(DicomFile.empty(order, true))
              .raw(0x00091010, Arrays.copyOf(sequence.array(), sequence.position()));
      DataSet data =
          assertAttributes(file.file(order == ByteOrder.BIG_ENDIAN ? BIG : "1.2.840.10008.1.2.1"));
      assertEquals(7, data.item(0x00091010).orElseThrow().unsigned(0x00091011).orElseThrow());
    }
  }

  @Test
  void aFileThatEndsAnywhereIsReadToThereOrDamaged() {
    byte[] whole = attributes(DicomFile.empty()).file();
    for (int length = 132; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      try {
        assertTrue(Part10.read(part).dataSet().bytes(LAST).isEmpty());
      } catch (RefusedException e) {
        assertEquals(RejectionReason.DAMAGED, e.reason());
      }
    }
  }

  @Test
  void anUnknownTransferSyntaxIsNamed() {
    byte[] file = attributes(DicomFile.empty()).file("1.2.3.4");
    RefusedException refusal = assertThrows(RefusedException.class, () -> Part10.read(file));
    assertEquals(RejectionReason.UNSUPPORTED_FORMAT, refusal.reason());
    assertTrue(refusal.getMessage().contains("1.2.3.4"));
  }

  @Test
  void sequencesNestedWithoutEndAreDamaged() {
    ByteBuffer deep = ByteBuffer.allocate(20 * 20_000).order(ByteOrder.LITTLE_ENDIAN);
    while (deep.remaining() >= 20) {
      deep.putInt(0x30020028).put("SQ\0\0".getBytes(StandardCharsets.US_ASCII)).putInt(-1);
      deep.putShort((short) 0xFFFE).putShort((short) 0xE000).putInt(-1);
    }
    byte[] file = DicomFile.empty().raw(0x00283002, deep.array()).file();
    assertEquals(
        RejectionReason.DAMAGED,
        assertThrows(RefusedException.class, () -> Part10.read(file)).reason());
  }

  /** With a sequence before the last attribute, so that its end must be found. */
  private static DicomFile attributes(DicomFile file) {
    DicomFile item =
        file.nested().us(Tag.LUTDescriptor, 2, 0, 8).bytes(Tag.LUTData, "OW", new byte[] {1, 0, 2});
    return file.text(Tag.Modality, "CS", "DX")
        .bytes(0x00091001, "UN", new byte[] {1, 2, 3, 4})
        .us(Tag.SamplesPerPixel, 1)
        .sequence(Tag.VOILUTSequence, item)
        .us(LAST, 1)
        .us(Tag.Rows, 0x1234);
  }

  private static DataSet assertAttributes(byte[] file) {
    DataSet data = Part10.read(file).dataSet();
    assertEquals("DX", data.text(Tag.Modality).orElseThrow());
    assertEquals(0x1234, data.unsigned(Tag.Rows).orElseThrow());
    DataSet item = data.item(Tag.VOILUTSequence).orElseThrow();
    assertEquals(2, item.unsigned(Tag.LUTDescriptor).orElseThrow());
    byte[] lut = new byte[3];
    item.bytes(Tag.LUTData).orElseThrow().get(lut);
    assertArrayEquals(new byte[] {1, 0, 2}, lut);
    return data;
  }

  private static byte[] deflated(DicomFile file) {
    byte[] head = DicomFile.empty().file(DEFLATED);
    Deflater deflater = new Deflater(6, true);
    deflater.setInput(file.dataSet());
    deflater.finish();
    byte[] body = new byte[10_000];
    int length = deflater.deflate(body);
    deflater.end();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head);
    out.write(body, 0, length);
    return out.toByteArray();
  }
}
