package org.vigil.ingest.dicom.pdu;

/**
 * How many operations may be outstanding (PS3.7 section D.3.3.3). 0 means without limit.
 *
 * @param invoked by the requestor of the association, 0 to 65535
 * @param performed by the requestor of the association, 0 to 65535
 */
public record AsynchronousOperations(int invoked, int performed) {
  /** One after the other, as without negotiation. */
  public static final AsynchronousOperations SYNCHRONOUS = new AsynchronousOperations(1, 1);
}
