package org.vigil.ingest.dicom.pdu;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads PDUs from a transport connection (PS3.8 section 9.3.1): type, reserved byte, length, and
 * the variable field, which is never longer than is allowed for its type. Not thread-safe.
 */
public final class PduReader {
  /** Room for 128 presentation contexts with some sixty transfer syntaxes each. */
  static final int LONGEST_ASSOCIATE = 1 << 19;

  private static final int SHORT_LENGTH = 4;

  private final InputStream in;
  private final long maximumLength;

  /**
   * @param maximumLength of a P-DATA-TF's variable field, as it was told to the peer
   */
  public PduReader(InputStream in, int maximumLength) {
    this.in = in;
    this.maximumLength = maximumLength;
  }

  /**
   * The next PDU, or empty where the peer has closed the connection between two.
   *
   * @throws InvalidPduException if it is none; what follows in the stream means nothing then
   * @throws EOFException if the connection was closed within one
   */
  public Optional<Pdu> read() throws IOException, InvalidPduException {
    int type = in.read();
    if (type < 0) {
      return Optional.empty();
    }
    ByteBuffer header = exactly(5);
    long length = Integer.toUnsignedLong(header.getInt(1));
    requireLength(type, length);
    return Optional.of(parse(type, new ItemCursor(exactly((int) length))));
  }

  private void requireLength(int type, long length) throws InvalidPduException {
    boolean fits =
        switch (type) {
          case AssociateRq.TYPE, AssociateAc.TYPE -> length <= LONGEST_ASSOCIATE;
          case PDataTf.TYPE -> length <= maximumLength;
          case AssociateRj.TYPE, ReleaseRq.TYPE, ReleaseRp.TYPE, Abort.TYPE ->
              length == SHORT_LENGTH;
          default ->
              throw new InvalidPduException(AbortReason.UNRECOGNIZED_PDU, "not a PDU of PS3.8");
        };
    if (!fits) {
      throw new InvalidPduException(
          AbortReason.INVALID_PDU_PARAMETER_VALUE,
          "a PDU of type %d states %d bytes".formatted(type, length));
    }
  }

  private ByteBuffer exactly(int length) throws IOException {
    byte[] bytes = new byte[length];
    if (in.readNBytes(bytes, 0, length) < length) {
      throw new EOFException("the connection was closed within a PDU");
    }
    return ByteBuffer.wrap(bytes);
  }

  private static Pdu parse(int type, ItemCursor in) throws InvalidPduException {
    return switch (type) {
      case AssociateRq.TYPE -> AssociateParser.request(in);
      case AssociateAc.TYPE -> AssociateParser.acceptance(in);
      case AssociateRj.TYPE -> rejection(in);
      case PDataTf.TYPE -> data(in);
      case ReleaseRq.TYPE -> new ReleaseRq();
      case ReleaseRp.TYPE -> new ReleaseRp();
      default -> abort(in);
    };
  }

  private static AssociateRj rejection(ItemCursor in) throws InvalidPduException {
    in.skip(1);
    int result = in.unsigned8();
    if (result != AssociateRj.REJECTED_PERMANENT && result != AssociateRj.REJECTED_TRANSIENT) {
      throw invalid("a rejection is permanent or transient");
    }
    RejectReason reason =
        RejectReason.of(in.unsigned8(), in.unsigned8())
            .orElseThrow(() -> invalid("a rejection states a reason of PS3.8 table 9-21"));
    return new AssociateRj(result == AssociateRj.REJECTED_PERMANENT, reason);
  }

  /** Its reason is "not significant" by a user, and by anybody a number that may be reserved. */
  private static Abort abort(ItemCursor in) throws InvalidPduException {
    in.skip(2);
    if (in.unsigned8() != Abort.Source.SERVICE_PROVIDER.code()) {
      return Abort.byUser();
    }
    int code = in.unsigned8();
    for (AbortReason reason : AbortReason.values()) {
      if (reason.code() == code) {
        return Abort.byProvider(reason);
      }
    }
    return Abort.byProvider(AbortReason.NOT_SPECIFIED);
  }

  private static PDataTf data(ItemCursor in) throws InvalidPduException {
    List<PresentationDataValue> values = new ArrayList<>();
    while (in.hasMore()) {
      values.add(value(in));
    }
    if (values.isEmpty()) {
      throw invalid("a P-DATA-TF carries a presentation data value");
    }
    return new PDataTf(values);
  }

  private static PresentationDataValue value(ItemCursor in) throws InvalidPduException {
    long length = in.unsigned32();
    if (length < 2) {
      throw invalid("a presentation data value has a context id and a control header");
    }
    int contextId = in.unsigned8();
    int control = in.unsigned8();
    ByteBuffer data = in.bytes(length - 2);
    if (contextId % 2 == 0) {
      throw invalid("a presentation context id is odd");
    }
    return new PresentationDataValue(
        contextId,
        (control & PresentationDataValue.COMMAND_BIT) != 0,
        (control & PresentationDataValue.LAST_BIT) != 0,
        data);
  }

  static InvalidPduException invalid(String message) {
    return new InvalidPduException(AbortReason.INVALID_PDU_PARAMETER_VALUE, message);
  }
}
