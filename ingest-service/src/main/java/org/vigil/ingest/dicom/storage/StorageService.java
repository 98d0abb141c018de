package org.vigil.ingest.dicom.storage;

import java.util.Optional;
import org.vigil.ingest.dicom.association.Peer;
import org.vigil.ingest.dicom.dimse.AcceptedContext;
import org.vigil.ingest.dicom.dimse.CommandElement;
import org.vigil.ingest.dicom.dimse.CommandSet;
import org.vigil.ingest.dicom.dimse.DimseService;
import org.vigil.ingest.dicom.dimse.Operation;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.pdu.Uid;

/**
 * C-STORE as SCP for one association (PS3.7 section 9.1.1, PS3.4 annex B).
 *
 * @param peer that calls
 * @param folder where instances are received
 * @param desk that decides on them
 */
public record StorageService(Peer peer, ReceiveFolder folder, InstanceDesk desk)
    implements DimseService {

  @Override
  public Operation begin(AcceptedContext context, CommandSet request) {
    Optional<Uid> sopInstance = request.uid(CommandElement.AFFECTED_SOP_INSTANCE_UID);
    if (sopInstance.isEmpty() || !request.hasDataSet()) {
      return Operation.answering(CommandSet.response(request, Status.MISTYPED_ARGUMENT));
    }
    return StoreOperation.begin(this, context, request, sopInstance.get());
  }
}
