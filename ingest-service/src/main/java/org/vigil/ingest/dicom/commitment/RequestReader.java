package org.vigil.ingest.dicom.commitment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.DataSetReader;
import org.vigil.ingest.dicom.dimse.DimseException;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.refusal.RefusedException;

/**
 * Reads the action information of a request (PS3.4 table J.3-1), in little endian with explicit or
 * implicit VR. Elements that are not its own are read over.
 */
final class RequestReader {
  private RequestReader() {}

  /**
   * What is asked for.
   *
   * @param transactionUid empty where it is missing
   * @param references may be empty
   */
  record Request(Optional<Uid> transactionUid, List<Reference> references) {}

  /**
   * @throws DimseException if the data set is damaged
   */
  static Request read(ByteBuffer dataSet, boolean explicit) throws DimseException {
    try {
      DataSet data = DataSetReader.read(dataSet.slice().order(ByteOrder.LITTLE_ENDIAN), explicit);
      return new Request(
          data.text(Commitment.TRANSACTION_UID).map(Uid::new),
          data.items(Commitment.REFERENCED_SOP_SEQUENCE).stream()
              .map(RequestReader::reference)
              .toList());
    } catch (RefusedException | IllegalArgumentException e) {
      throw new DimseException("the request for commitment is damaged");
    }
  }

  private static Reference reference(DataSet item) {
    return new Reference(
        new Uid(item.text(Commitment.REFERENCED_SOP_CLASS_UID).orElse("")).value(),
        new Uid(item.text(Commitment.REFERENCED_SOP_INSTANCE_UID).orElse("")).value());
  }
}
