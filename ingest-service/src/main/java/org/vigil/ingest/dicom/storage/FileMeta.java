package org.vigil.ingest.dicom.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.vigil.ingest.dicom.pdu.Implementation;
import org.vigil.ingest.dicom.pdu.Uid;

/**
 * Preamble, prefix and file meta information (PS3.10 section 7.1) that make a file of a received
 * data set. The same instance in the same transfer syntax has always the same bytes, because their
 * digest names the image: there is nothing of the sender, the time or the release in them.
 */
public final class FileMeta {
  private static final int PREAMBLE = 128;

  private FileMeta() {}

  public static byte[] of(Uid sopClass, Uid sopInstance, Uid transferSyntax) {
    ByteBuffer group = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    group.putShort((short) 2).putShort((short) 1).put(ascii("OB")).putShort((short) 0).putInt(2);
    group.put(new byte[] {0, 1}); // File Meta Information Version.
    element(group, 0x02, "UI", sopClass.value(), (byte) 0);
    element(group, 0x03, "UI", sopInstance.value(), (byte) 0);
    element(group, 0x10, "UI", transferSyntax.value(), (byte) 0);
    element(group, 0x12, "UI", Implementation.CLASS_UID.value(), (byte) 0);
    element(group, 0x13, "SH", Implementation.VERSION_NAME, (byte) ' ');
    group.flip();
    ByteBuffer file =
        ByteBuffer.allocate(PREAMBLE + 4 + 12 + group.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    file.position(PREAMBLE).put(ascii("DICM"));
    file.putShort((short) 2).putShort((short) 0).put(ascii("UL")).putShort((short) 4);
    return file.putInt(group.remaining()).put(group).array();
  }

  private static void element(ByteBuffer out, int element, String vr, String value, byte padding) {
    int padded = value.length() + value.length() % 2;
    out.putShort((short) 2).putShort((short) element).put(ascii(vr)).putShort((short) padded);
    out.put(ascii(value));
    if (padded > value.length()) {
      out.put(padding);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
