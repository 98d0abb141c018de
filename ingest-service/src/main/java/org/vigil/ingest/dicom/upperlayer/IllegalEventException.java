package org.vigil.ingest.dicom.upperlayer;

/** An event for which table 9-10 has a blank cell: the caller's mistake, not the peer's. */
public final class IllegalEventException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  IllegalEventException(State state, Event event) {
    super(
        event.getClass().getSimpleName() + " cannot happen in " + state.getClass().getSimpleName());
  }
}
