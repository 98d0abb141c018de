package org.vigil.ingest.dicom.dimse;

/** What answers the requests of one association. Used by that association's thread. */
@FunctionalInterface
public interface DimseService {

  /** Begins the operation that a request asks for; its data set, if any, follows. */
  Operation begin(AcceptedContext context, CommandSet request);
}
