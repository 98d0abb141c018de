package org.vigil.ingest.dicom.association;

import java.util.Map;
import org.vigil.ingest.dicom.dimse.AcceptedContext;
import org.vigil.ingest.dicom.pdu.AssociateAc;
import org.vigil.ingest.dicom.pdu.AssociateRj;

/** What a request for an association is answered. */
public sealed interface Negotiation {

  /** No. */
  record Rejected(AssociateRj answer) implements Negotiation {}

  /**
   * Yes.
   *
   * @param contexts the accepted ones, by id
   */
  record Agreed(AssociateAc answer, Peer peer, Map<Integer, AcceptedContext> contexts)
      implements Negotiation {}
}
