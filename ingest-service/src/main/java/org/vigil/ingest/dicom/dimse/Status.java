package org.vigil.ingest.dicom.dimse;

/**
 * What became of an operation (PS3.7 annex C; PS3.4 tables B.2-1 and J.3-2 for the codes of a
 * service class).
 */
public enum Status {
  SUCCESS(0x0000),
  /** Not now, but later: store or broker do not answer, no room, no decoder free. */
  REFUSED_OUT_OF_RESOURCES(0xA700),
  /** More bytes or pixels than are taken; later will not help. */
  REFUSED_TOO_LARGE(0xA701),
  /** The data set is of another SOP class or instance than the command says. */
  DATA_SET_DOES_NOT_MATCH_SOP_CLASS(0xA900),
  /** Damaged, or nothing that is triaged here. */
  CANNOT_UNDERSTAND(0xC000),
  /** A transfer syntax, bit depth or number of frames that is not decoded. */
  CANNOT_DECODE(0xC001),
  /** Something failed here that should not. */
  PROCESSING_FAILURE(0x0110),
  NO_SUCH_OBJECT_INSTANCE(0x0112),
  NO_SUCH_ARGUMENT(0x0114),
  INVALID_ARGUMENT_VALUE(0x0115),
  INVALID_OBJECT_INSTANCE(0x0117),
  CLASS_INSTANCE_CONFLICT(0x0119),
  MISSING_ATTRIBUTE(0x0120),
  SOP_CLASS_NOT_SUPPORTED(0x0122),
  NO_SUCH_ACTION(0x0123),
  UNRECOGNIZED_OPERATION(0x0211),
  MISTYPED_ARGUMENT(0x0212),
  RESOURCE_LIMITATION(0x0213);

  private final int code;

  Status(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
