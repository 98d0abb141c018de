package org.vigil.ingest.dicom.association;

import org.vigil.ingest.dicom.dimse.DimseService;
import org.vigil.ingest.dicom.pdu.AeTitle;

/** Makes what serves one association. Thread-safe. */
@FunctionalInterface
public interface ServiceFactory {

  /**
   * @param peer that calls
   * @param calling its AE title
   * @param called which of our titles it called
   */
  DimseService serve(Peer peer, AeTitle calling, AeTitle called);
}
