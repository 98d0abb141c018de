package org.vigil.ingest.dicom.storage;

import org.vigil.ingest.dicom.dimse.Status;

/**
 * What became of an instance.
 *
 * @param status that its sender is told
 * @param comment why, where it is no success; no identifiers
 */
public record Outcome(Status status, String comment) {
  static final Outcome SUCCESS = new Outcome(Status.SUCCESS, "");
}
