package org.vigil.ingest.dicom.pdu;

import java.nio.ByteBuffer;

/** Writes PDUs (PS3.8 section 9.3). Stateless. */
public final class PduWriter {
  private static final int HEADER = 6;

  private PduWriter() {}

  /** The whole PDU. */
  public static byte[] encode(Pdu pdu) {
    return switch (pdu) {
      case AssociateRq rq -> framed(rq, AssociateWriter.request(rq));
      case AssociateAc ac -> framed(ac, AssociateWriter.acceptance(ac));
      case AssociateRj rj ->
          framed(
              rj,
              new byte[] {
                0,
                (byte)
                    (rj.permanent()
                        ? AssociateRj.REJECTED_PERMANENT
                        : AssociateRj.REJECTED_TRANSIENT),
                (byte) rj.reason().source(),
                (byte) rj.reason().code()
              });
      case PDataTf data -> data(data);
      case ReleaseRq rq -> framed(rq, new byte[4]);
      case ReleaseRp rp -> framed(rp, new byte[4]);
      case Abort abort ->
          framed(
              abort, new byte[] {0, 0, (byte) abort.source().code(), (byte) abort.reason().code()});
    };
  }

  private static byte[] framed(Pdu pdu, byte[] body) {
    return header(pdu, body.length).put(body).array();
  }

  private static ByteBuffer header(Pdu pdu, int length) {
    return ByteBuffer.allocate(HEADER + length).put((byte) pdu.type()).put((byte) 0).putInt(length);
  }

  private static byte[] data(PDataTf pdu) {
    int length = pdu.values().stream().mapToInt(PresentationDataValue::encodedLength).sum();
    ByteBuffer out = header(pdu, length);
    for (PresentationDataValue value : pdu.values()) {
      int control =
          (value.command() ? PresentationDataValue.COMMAND_BIT : 0)
              | (value.last() ? PresentationDataValue.LAST_BIT : 0);
      out.putInt(value.data().remaining() + 2)
          .put((byte) value.contextId())
          .put((byte) control)
          .put(value.data().duplicate());
    }
    return out.array();
  }
}
