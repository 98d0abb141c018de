package org.vigil.ingest.dicom.commitment;

import org.vigil.ingest.dicom.dimse.CommandElement;
import org.vigil.ingest.dicom.dimse.CommandField;
import org.vigil.ingest.dicom.dimse.CommandSet;

/** The command of an N-EVENT-REPORT (PS3.7 section 10.1.1). */
final class EventReport {
  private EventReport() {}

  static CommandSet command(Report report) {
    return CommandSet.of(CommandField.N_EVENT_REPORT_RQ)
        .with(CommandElement.MESSAGE_ID, 1)
        .with(CommandElement.AFFECTED_SOP_CLASS_UID, Commitment.SOP_CLASS)
        .with(CommandElement.AFFECTED_SOP_INSTANCE_UID, Commitment.SOP_INSTANCE)
        .with(CommandElement.EVENT_TYPE_ID, report.eventType())
        .withDataSet();
  }
}
