package org.vigil.ingest.dicom.dimse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.ingest.dicom.pdu.Uid;

/**
 * The command of a message (PS3.7 section 6.3): elements of group 0000 in implicit VR little
 * endian. Immutable; two of the same elements are equal.
 */
public final class CommandSet {
  /** The value of Command Data Set Type that says that no data set follows. */
  static final int NO_DATA_SET = 0x0101;

  /** The value of Command Data Set Type of our own messages with a data set. */
  static final int WITH_DATA_SET = 0x0001;

  private static final int ELEMENT_HEADER = 8;

  private final Map<Integer, ByteBuffer> values;

  private CommandSet(Map<Integer, ByteBuffer> values) {
    this.values = values;
  }

  /** A command without a data set. */
  public static CommandSet of(CommandField field) {
    return new CommandSet(Map.of())
        .with(CommandElement.COMMAND_FIELD, field.code())
        .with(CommandElement.COMMAND_DATA_SET_TYPE, NO_DATA_SET);
  }

  /** The response to a request, of whatever kind that is, echoing what responses echo. */
  public static CommandSet response(CommandSet request, Status status) {
    int field = request.number(CommandElement.COMMAND_FIELD).orElseThrow();
    CommandSet response =
        new CommandSet(Map.of())
            .with(CommandElement.COMMAND_FIELD, field | CommandField.RESPONSE)
            .with(CommandElement.COMMAND_DATA_SET_TYPE, NO_DATA_SET)
            .with(CommandElement.STATUS, status.code())
            .with(
                CommandElement.MESSAGE_ID_BEING_RESPONDED_TO,
                request.number(CommandElement.MESSAGE_ID).orElse(0));
    response =
        response.copying(
            request, CommandElement.AFFECTED_SOP_CLASS_UID, CommandElement.AFFECTED_SOP_CLASS_UID);
    response =
        response.copying(
            request, CommandElement.REQUESTED_SOP_CLASS_UID, CommandElement.AFFECTED_SOP_CLASS_UID);
    response =
        response.copying(
            request,
            CommandElement.AFFECTED_SOP_INSTANCE_UID,
            CommandElement.AFFECTED_SOP_INSTANCE_UID);
    response =
        response.copying(
            request,
            CommandElement.REQUESTED_SOP_INSTANCE_UID,
            CommandElement.AFFECTED_SOP_INSTANCE_UID);
    return response.copying(request, CommandElement.ACTION_TYPE_ID, CommandElement.ACTION_TYPE_ID);
  }

  /**
   * Reads a whole command set.
   *
   * @throws DimseException if it is none
   */
  public static CommandSet decode(ByteBuffer bytes) throws DimseException {
    ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, ByteBuffer> values = new TreeMap<>();
    int last = -1;
    while (in.hasRemaining()) {
      if (in.remaining() < ELEMENT_HEADER) {
        throw new DimseException("a command set ends within an element");
      }
      int group = Short.toUnsignedInt(in.getShort());
      int element = Short.toUnsignedInt(in.getShort());
      int length = in.getInt();
      if (group != 0 || element <= last || length < 0 || length > in.remaining()) {
        throw new DimseException("a command set holds an element that cannot be there");
      }
      values.put(element, in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN));
      in.position(in.position() + length);
      last = element;
    }
    CommandSet command = new CommandSet(values);
    command.requireSound();
    return command;
  }

  private void requireSound() throws DimseException {
    for (CommandElement known : CommandElement.values()) {
      ByteBuffer value = values.get(known.element());
      int size =
          switch (known.form()) {
            case UL -> 4;
            case US -> 2;
            case UI, TEXT -> -1;
          };
      if (value != null && size > 0 && value.remaining() != size) {
        throw new DimseException("a number in a command set has the wrong length");
      }
      if (value != null && known.form() == CommandElement.Form.UI) {
        parse(value);
      }
    }
    if (number(CommandElement.COMMAND_FIELD).isEmpty()
        || number(CommandElement.COMMAND_DATA_SET_TYPE).isEmpty()) {
      throw new DimseException("a command set lacks an element that it must have");
    }
  }

  /** Group length, then the elements in their order. */
  public byte[] encode() {
    int length =
        values.entrySet().stream()
            .filter(entry -> entry.getKey() != 0)
            .mapToInt(entry -> ELEMENT_HEADER + entry.getValue().remaining())
            .sum();
    ByteBuffer out =
        ByteBuffer.allocate(ELEMENT_HEADER + 4 + length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0).putInt(4).putInt(length);
    values.forEach(
        (element, value) -> {
          if (element != 0) {
            out.putShort((short) 0).putShort(element.shortValue()).putInt(value.remaining());
            out.put(value.duplicate());
          }
        });
    return out.array();
  }

  public CommandSet with(CommandElement element, int number) {
    byte[] value = {(byte) number, (byte) (number >> 8)};
    return with(element, value);
  }

  public CommandSet with(CommandElement element, Uid uid) {
    return with(element, padded(uid.value(), (byte) 0));
  }

  /** Text of up to 64 ASCII characters (VR LO). */
  public CommandSet with(CommandElement element, String text) {
    return with(element, padded(text.length() > 64 ? text.substring(0, 64) : text, (byte) ' '));
  }

  /** The same command, followed by a data set. */
  public CommandSet withDataSet() {
    return with(CommandElement.COMMAND_DATA_SET_TYPE, WITH_DATA_SET);
  }

  private CommandSet with(CommandElement element, byte[] value) {
    Map<Integer, ByteBuffer> all = new TreeMap<>(values);
    all.put(element.element(), ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN));
    return new CommandSet(all);
  }

  private CommandSet copying(CommandSet from, CommandElement source, CommandElement target) {
    ByteBuffer value = from.values.get(source.element());
    if (value == null) {
      return this;
    }
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return with(target, bytes);
  }

  private static byte[] padded(String text, byte padding) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    byte[] even = Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
    if (even.length > bytes.length) {
      even[bytes.length] = padding;
    }
    return even;
  }

  public Optional<Integer> number(CommandElement element) {
    return Optional.ofNullable(values.get(element.element()))
        .map(value -> Short.toUnsignedInt(value.getShort(0)));
  }

  /** A UID; empty where it is absent or empty. */
  public Optional<Uid> uid(CommandElement element) {
    try {
      ByteBuffer value = values.get(element.element());
      return value == null ? Optional.empty() : parse(value);
    } catch (DimseException e) {
      throw new IllegalStateException("was checked when it was read", e);
    }
  }

  private static Optional<Uid> parse(ByteBuffer value) throws DimseException {
    String text = StandardCharsets.ISO_8859_1.decode(value.duplicate()).toString();
    String uid = text.endsWith("\0") ? text.substring(0, text.length() - 1) : text.stripTrailing();
    try {
      return uid.isEmpty() ? Optional.empty() : Optional.of(new Uid(uid));
    } catch (IllegalArgumentException e) {
      throw new DimseException("a UID in a command set is none");
    }
  }

  public Optional<CommandField> field() {
    return number(CommandElement.COMMAND_FIELD).flatMap(CommandField::of);
  }

  public boolean hasDataSet() {
    return number(CommandElement.COMMAND_DATA_SET_TYPE).orElseThrow() != NO_DATA_SET;
  }

  /** Whether it answers a request. */
  public boolean isResponse() {
    return (number(CommandElement.COMMAND_FIELD).orElseThrow() & CommandField.RESPONSE) != 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommandSet command && command.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Names the message and nothing of its values, which may identify. */
  @Override
  public String toString() {
    return "CommandSet" + field().map(f -> "[" + f + "]").orElse("[unknown]");
  }
}
