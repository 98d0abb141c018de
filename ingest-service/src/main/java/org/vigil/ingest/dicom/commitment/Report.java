package org.vigil.ingest.dicom.commitment;

import java.util.List;
import org.vigil.ingest.dicom.dimse.Status;

/**
 * What a requestor is told.
 *
 * @param transactionUid its own name for the request
 * @param committed instances that are safe
 * @param failed the others
 */
record Report(String transactionUid, List<Reference> committed, List<Failure> failed) {

  /**
   * @param reason one of PS3.3 section C.14.1.1
   */
  record Failure(Reference reference, Status reason) {}

  int eventType() {
    return failed.isEmpty() ? Commitment.SUCCESSFUL : Commitment.FAILURES_EXIST;
  }
}
