package org.vigil.ingest.dicom.pdu;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes items into memory, big endian. Not thread-safe. */
final class ItemWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** Writes fields; memory does not fail. */
  @FunctionalInterface
  interface Fields {
    void writeTo(DataOutputStream out) throws IOException;
  }

  ItemWriter put(Fields fields) {
    try {
      fields.writeTo(out);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Type, reserved byte, length, body. */
  ItemWriter item(int type, byte[] body) {
    return put(
        o -> {
          o.writeByte(type);
          o.writeByte(0);
          o.writeShort(body.length);
          o.write(body);
        });
  }

  ItemWriter item(int type, String text) {
    return item(type, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  ItemWriter item(int type, Uid uid) {
    return item(type, uid.value());
  }

  ItemWriter aeTitle(AeTitle title) {
    String padded = title.value() + " ".repeat(AeTitle.LENGTH - title.value().length());
    return put(o -> o.write(padded.getBytes(StandardCharsets.ISO_8859_1)));
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
