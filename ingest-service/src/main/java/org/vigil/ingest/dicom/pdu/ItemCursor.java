package org.vigil.ingest.dicom.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Reads the variable field of a PDU. Every read is checked against the bytes that are there. Not
 * thread-safe.
 */
final class ItemCursor {
  private final ByteBuffer in;

  /**
   * @param in big endian, as PS3.8 section 9.3.1 has it
   */
  ItemCursor(ByteBuffer in) {
    this.in = in;
  }

  /**
   * An item or sub-item.
   *
   * @param type its item-type field
   * @param body its bytes after the length field
   */
  record Item(int type, ItemCursor body) {}

  boolean hasMore() {
    return in.hasRemaining();
  }

  int unsigned8() throws InvalidPduException {
    require(1);
    return Byte.toUnsignedInt(in.get());
  }

  int unsigned16() throws InvalidPduException {
    require(2);
    return Short.toUnsignedInt(in.getShort());
  }

  long unsigned32() throws InvalidPduException {
    require(4);
    return Integer.toUnsignedLong(in.getInt());
  }

  void skip(int bytes) throws InvalidPduException {
    require(bytes);
    in.position(in.position() + bytes);
  }

  /** The bytes of the next {@code length}, as a view. */
  ByteBuffer bytes(long length) throws InvalidPduException {
    if (length > in.remaining()) {
      throw tooLong();
    }
    ByteBuffer slice = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return slice;
  }

  /** Type, reserved byte, length, and that many bytes. */
  Item item() throws InvalidPduException {
    int type = unsigned8();
    skip(1);
    return new Item(type, new ItemCursor(bytes(unsigned16())));
  }

  String text(long length) throws InvalidPduException {
    return StandardCharsets.ISO_8859_1.decode(bytes(length)).toString();
  }

  /** Everything that is left, as text. */
  String text() throws InvalidPduException {
    return text(in.remaining());
  }

  AeTitle aeTitle() throws InvalidPduException {
    return valid(AeTitle::new, text(AeTitle.LENGTH));
  }

  /**
   * Everything that is left, as a UID; one padding NUL, which does not belong here, is let pass.
   */
  Uid uid() throws InvalidPduException {
    return uid(in.remaining());
  }

  Uid uid(long length) throws InvalidPduException {
    String text = text(length);
    return valid(Uid::new, text.endsWith("\0") ? text.substring(0, text.length() - 1) : text);
  }

  private static <T> T valid(Function<String, T> form, String text) throws InvalidPduException {
    try {
      return form.apply(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidPduException(AbortReason.INVALID_PDU_PARAMETER_VALUE, e.getMessage());
    }
  }

  private void require(int bytes) throws InvalidPduException {
    if (in.remaining() < bytes) {
      throw tooLong();
    }
  }

  private static InvalidPduException tooLong() {
    return new InvalidPduException(
        AbortReason.INVALID_PDU_PARAMETER_VALUE, "an item is longer than what holds it");
  }
}
