package org.vigil.schemas.reason;

/** Why an upload was refused. */
public enum RejectionReason {
  /** No bytes. */
  EMPTY,
  /** The bytes end too early or break their format's rules. */
  DAMAGED,
  /** A format, codec or transfer syntax that is not taken. */
  UNSUPPORTED_FORMAT,
  /** A DICOM object without pixels. */
  NOT_AN_IMAGE,
  /** More bytes than a site may send for one image. */
  TOO_LARGE,
  /** More pixels than are decoded. */
  TOO_MANY_PIXELS,
  /** Fewer pixels than can be assessed. */
  TOO_SMALL,
  /** A photograph too poor to be assessed, where the policy is to refuse it. */
  POOR_QUALITY,
  /** Decoding took longer than it may. */
  DECODE_TIMEOUT,
  /** The record could not be processed after it was accepted. */
  UNPROCESSABLE
}
