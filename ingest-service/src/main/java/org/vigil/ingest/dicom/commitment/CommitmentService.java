package org.vigil.ingest.dicom.commitment;

import java.util.Optional;
import org.vigil.ingest.dicom.association.Peer;
import org.vigil.ingest.dicom.dimse.AcceptedContext;
import org.vigil.ingest.dicom.dimse.CommandElement;
import org.vigil.ingest.dicom.dimse.CommandSet;
import org.vigil.ingest.dicom.dimse.DimseService;
import org.vigil.ingest.dicom.dimse.Operation;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.pdu.AeTitle;

/**
 * N-ACTION as SCP for one association (PS3.7 section 10.1.4, PS3.4 section J.3.2).
 *
 * @param peer that calls
 * @param calling its AE title
 * @param called our title that it called
 * @param delivery that reports afterwards
 */
public record CommitmentService(Peer peer, AeTitle calling, AeTitle called, ReportDelivery delivery)
    implements DimseService {

  @Override
  public Operation begin(AcceptedContext context, CommandSet request) {
    if (!request
        .uid(CommandElement.REQUESTED_SOP_INSTANCE_UID)
        .equals(Optional.of(Commitment.SOP_INSTANCE))) {
      return answer(request, Status.NO_SUCH_OBJECT_INSTANCE);
    }
    if (!request.number(CommandElement.ACTION_TYPE_ID).equals(Optional.of(Commitment.REQUEST))) {
      return answer(request, Status.NO_SUCH_ACTION);
    }
    if (!request.hasDataSet()) {
      return answer(request, Status.MISTYPED_ARGUMENT);
    }
    return new CommitmentOperation(this, context, request);
  }

  private static Operation answer(CommandSet request, Status status) {
    return Operation.answering(CommandSet.response(request, status));
  }
}
