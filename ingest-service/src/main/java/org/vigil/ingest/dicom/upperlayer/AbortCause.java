package org.vigil.ingest.dicom.upperlayer;

/** Why an association ended that was not released. */
public enum AbortCause {
  /** The peer's service user sent A-ABORT. */
  PEER_USER,
  /** The peer's service provider sent A-ABORT. */
  PEER_PROVIDER,
  /** The peer sent something that it may not. */
  PROTOCOL_ERROR,
  /** The transport connection was closed or broke. */
  CONNECTION_LOST,
  /** The peer kept silent for too long. */
  TIMEOUT
}
