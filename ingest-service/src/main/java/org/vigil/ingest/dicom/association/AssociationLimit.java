package org.vigil.ingest.dicom.association;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.vigil.ingest.dicom.pdu.AssociateRj;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.RejectReason;

/**
 * The service provider's own word on a request (action AE-6): the protocol version, and how many
 * associations there may be at once. Used by one association; the places are shared.
 */
final class AssociationLimit implements AutoCloseable {
  private final Semaphore places;
  private boolean held;

  AssociationLimit(Semaphore places) {
    this.places = places;
  }

  /** A refusal, or empty with a place taken. */
  Optional<AssociateRj> admit(AssociateRq request) {
    if ((request.protocolVersion() & AssociateRq.PROTOCOL_VERSION_1) == 0) {
      return Optional.of(new AssociateRj(true, RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED));
    }
    held = places.tryAcquire();
    return held
        ? Optional.empty()
        : Optional.of(new AssociateRj(false, RejectReason.LOCAL_LIMIT_EXCEEDED));
  }

  /** Gives the place back. */
  @Override
  public void close() {
    if (held) {
      places.release();
      held = false;
    }
  }
}
