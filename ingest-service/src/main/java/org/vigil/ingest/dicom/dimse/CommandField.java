package org.vigil.ingest.dicom.dimse;

import java.util.Arrays;
import java.util.Optional;

/** The messages that are spoken here, by the value of Command Field (PS3.7 annex E.1). */
public enum CommandField {
  C_STORE_RQ(0x0001),
  C_STORE_RSP(0x8001),
  C_ECHO_RQ(0x0030),
  C_ECHO_RSP(0x8030),
  C_CANCEL_RQ(0x0FFF),
  N_EVENT_REPORT_RQ(0x0100),
  N_EVENT_REPORT_RSP(0x8100),
  N_ACTION_RQ(0x0130),
  N_ACTION_RSP(0x8130);

  /** Set in the Command Field of every response. */
  static final int RESPONSE = 0x8000;

  private final int code;

  CommandField(int code) {
    this.code = code;
  }

  public static Optional<CommandField> of(int code) {
    return Arrays.stream(values()).filter(field -> field.code == code).findFirst();
  }

  int code() {
    return code;
  }
}
