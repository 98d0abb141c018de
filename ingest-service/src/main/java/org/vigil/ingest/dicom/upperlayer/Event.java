package org.vigil.ingest.dicom.upperlayer;

import org.vigil.ingest.dicom.pdu.Abort;
import org.vigil.ingest.dicom.pdu.AbortReason;
import org.vigil.ingest.dicom.pdu.AssociateAc;
import org.vigil.ingest.dicom.pdu.AssociateRj;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.PDataTf;
import org.vigil.ingest.dicom.pdu.Pdu;
import org.vigil.ingest.dicom.pdu.ReleaseRp;
import org.vigil.ingest.dicom.pdu.ReleaseRq;

/** What the protocol machine reacts to: the nineteen rows of PS3.8 table 9-10. */
public sealed interface Event {

  /** A primitive of the local service user. */
  sealed interface Primitive extends Event {}

  /** Something that the transport service or the ARTIM timer tells. */
  sealed interface Indication extends Event {}

  /** A PDU from the peer, whatever it is. */
  sealed interface Received extends Event {}

  /** Evt1. */
  record AssociateRequest(AssociateRq pdu) implements Primitive {}

  /** Evt2. */
  record TransportConnectionConfirm() implements Indication {}

  /** Evt3. */
  record AssociateAcPdu(AssociateAc pdu) implements Received {}

  /** Evt4. */
  record AssociateRjPdu(AssociateRj pdu) implements Received {}

  /** Evt5. */
  record TransportConnectionIndication() implements Indication {}

  /** Evt6. */
  record AssociateRqPdu(AssociateRq pdu) implements Received {}

  /** Evt7. */
  record AssociateResponseAccept(AssociateAc pdu) implements Primitive {}

  /** Evt8. */
  record AssociateResponseReject(AssociateRj pdu) implements Primitive {}

  /** Evt9. */
  record PDataRequest(PDataTf pdu) implements Primitive {}

  /** Evt10. */
  record PDataTfPdu(PDataTf pdu) implements Received {}

  /** Evt11. */
  record ReleaseRequest() implements Primitive {}

  /** Evt12. */
  record ReleaseRqPdu() implements Received {}

  /** Evt13. */
  record ReleaseRpPdu() implements Received {}

  /** Evt14. */
  record ReleaseResponse() implements Primitive {}

  /** Evt15. */
  record AbortRequest() implements Primitive {}

  /** Evt16. */
  record AbortPdu(Abort pdu) implements Received {}

  /** Evt17. */
  record TransportConnectionClosed() implements Indication {}

  /** Evt18. */
  record ArtimTimerExpired() implements Indication {}

  /** Evt19. */
  record UnrecognizedOrInvalidPdu(AbortReason reason) implements Received {}

  /** The event that the arrival of a PDU is. */
  static Event received(Pdu pdu) {
    return switch (pdu) {
      case AssociateRq rq -> new AssociateRqPdu(rq);
      case AssociateAc ac -> new AssociateAcPdu(ac);
      case AssociateRj rj -> new AssociateRjPdu(rj);
      case PDataTf data -> new PDataTfPdu(data);
      case ReleaseRq rq -> new ReleaseRqPdu();
      case ReleaseRp rp -> new ReleaseRpPdu();
      case Abort abort -> new AbortPdu(abort);
    };
  }
}
