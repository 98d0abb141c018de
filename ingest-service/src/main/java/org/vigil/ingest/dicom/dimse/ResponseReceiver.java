package org.vigil.ingest.dicom.dimse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.vigil.ingest.dicom.pdu.PDataTf;
import org.vigil.ingest.dicom.pdu.PresentationDataValue;

/** Puts together the one response that a requestor waits for. Not thread-safe. */
public final class ResponseReceiver {
  private final int contextId;
  private final ByteArrayOutputStream command = new ByteArrayOutputStream();

  /**
   * @param contextId of the presentation context that the request went out on
   */
  public ResponseReceiver(int contextId) {
    this.contextId = contextId;
  }

  /**
   * Takes fragments; returns the response's command once it is whole. A data set after it is read
   * over.
   *
   * @throws DimseException if it is no response
   */
  public Optional<CommandSet> receive(PDataTf data) throws DimseException {
    Optional<CommandSet> response = Optional.empty();
    for (PresentationDataValue value : data.values()) {
      if (value.command()) {
        append(value);
        if (value.last()) {
          response = Optional.of(CommandSet.decode(ByteBuffer.wrap(command.toByteArray())));
        }
      }
    }
    return response;
  }

  private void append(PresentationDataValue value) throws DimseException {
    ByteBuffer data = value.data().duplicate();
    boolean tooLong = command.size() + data.remaining() > MessageReceiver.LONGEST_COMMAND;
    if (value.contextId() != contextId || tooLong) {
      throw new DimseException("a response is on another context or too long");
    }
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    command.writeBytes(bytes);
  }
}
