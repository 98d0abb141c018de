package org.vigil.ingest.dicom.upperlayer;

import org.vigil.ingest.dicom.pdu.AssociateAc;
import org.vigil.ingest.dicom.pdu.AssociateRj;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.PDataTf;

/**
 * Who uses the upper layer service (PS3.8 section 7): the indications and confirmations it is
 * given. All come from the association's one thread. Within them it may ask the {@link UpperLayer}
 * for its primitives, which take effect when the method has returned.
 */
public interface ServiceUser {

  /** A-ASSOCIATE indication. An acceptor answers with the response primitive. */
  default void associateIndication(AssociateRq request) {
    throw new UnsupportedOperationException("accepts no associations");
  }

  /** A-ASSOCIATE confirmation, accepted. */
  default void associateConfirmation(AssociateAc acceptance) {
    throw new UnsupportedOperationException("requests no associations");
  }

  /** A-ASSOCIATE confirmation, rejected; the association is over. */
  default void associateConfirmation(AssociateRj rejection) {
    throw new UnsupportedOperationException("requests no associations");
  }

  /** P-DATA indication. */
  void dataIndication(PDataTf data);

  /** A-RELEASE indication: answered with the response primitive, sooner or later. */
  void releaseIndication();

  /** A-RELEASE confirmation. */
  default void releaseConfirmation() {}

  /** A-ABORT or A-P-ABORT indication: the peer, or the connection, has given up. */
  void abortIndication(AbortCause cause);
}
