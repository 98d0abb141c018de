package org.vigil.ingest.dicom.pdu;

import java.util.Arrays;
import java.util.Optional;

/** Source and Reason/Diag. of an A-ASSOCIATE-RJ (PS3.8 table 9-21). */
public enum RejectReason {
  NO_REASON_GIVEN(1, 1),
  APPLICATION_CONTEXT_NAME_NOT_SUPPORTED(1, 2),
  CALLING_AE_TITLE_NOT_RECOGNIZED(1, 3),
  CALLED_AE_TITLE_NOT_RECOGNIZED(1, 7),
  ACSE_NO_REASON_GIVEN(2, 1),
  PROTOCOL_VERSION_NOT_SUPPORTED(2, 2),
  TEMPORARY_CONGESTION(3, 1),
  LOCAL_LIMIT_EXCEEDED(3, 2);

  private final int source;
  private final int code;

  RejectReason(int source, int code) {
    this.source = source;
    this.code = code;
  }

  static Optional<RejectReason> of(int source, int code) {
    return Arrays.stream(values()).filter(r -> r.source == source && r.code == code).findFirst();
  }

  /** 1: service user; 2: service provider (ACSE); 3: service provider (presentation). */
  int source() {
    return source;
  }

  int code() {
    return code;
  }
}
