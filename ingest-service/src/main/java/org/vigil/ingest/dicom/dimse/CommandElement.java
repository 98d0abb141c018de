package org.vigil.ingest.dicom.dimse;

/** The elements of command sets that are used (PS3.7 annex E.1), by their keywords. */
public enum CommandElement {
  COMMAND_GROUP_LENGTH(0x0000, Form.UL),
  AFFECTED_SOP_CLASS_UID(0x0002, Form.UI),
  REQUESTED_SOP_CLASS_UID(0x0003, Form.UI),
  COMMAND_FIELD(0x0100, Form.US),
  MESSAGE_ID(0x0110, Form.US),
  MESSAGE_ID_BEING_RESPONDED_TO(0x0120, Form.US),
  PRIORITY(0x0700, Form.US),
  COMMAND_DATA_SET_TYPE(0x0800, Form.US),
  STATUS(0x0900, Form.US),
  ERROR_COMMENT(0x0902, Form.TEXT),
  AFFECTED_SOP_INSTANCE_UID(0x1000, Form.UI),
  REQUESTED_SOP_INSTANCE_UID(0x1001, Form.UI),
  EVENT_TYPE_ID(0x1002, Form.US),
  ACTION_TYPE_ID(0x1008, Form.US);

  private final int element;
  private final Form form;

  CommandElement(int element, Form form) {
    this.element = element;
    this.form = form;
  }

  /** How its value is written (PS3.5 section 6.2). */
  enum Form {
    UL,
    US,
    UI,
    TEXT
  }

  /** Its element number; the group is 0000. */
  int element() {
    return element;
  }

  Form form() {
    return form;
  }
}
