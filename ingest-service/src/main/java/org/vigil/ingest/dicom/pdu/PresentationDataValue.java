package org.vigil.ingest.dicom.pdu;

import java.nio.ByteBuffer;

/**
 * One fragment of a message (PS3.8 section 9.3.5.1 and annex E.2).
 *
 * @param contextId of the presentation context it belongs to
 * @param command whether it is of a command set; else of a data set
 * @param last whether it ends its command or data set
 * @param data the fragment from position to limit; read through a {@link ByteBuffer#duplicate()}
 */
public record PresentationDataValue(int contextId, boolean command, boolean last, ByteBuffer data) {
  /** Item length, context id and message control header. */
  static final int OVERHEAD = 6;

  static final int COMMAND_BIT = 1;
  static final int LAST_BIT = 2;

  public PresentationDataValue {
    ProposedContext.requireValidId(contextId);
    data = data.asReadOnlyBuffer();
  }

  /** Its length on the wire. */
  int encodedLength() {
    return OVERHEAD + data.remaining();
  }
}
