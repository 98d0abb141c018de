package org.vigil.ingest.dicom.upperlayer;

import java.util.ArrayList;
import java.util.List;
import org.vigil.ingest.dicom.pdu.AssociateAc;
import org.vigil.ingest.dicom.pdu.AssociateRj;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.PDataTf;

/** Writes down what it is told, and does a thing then where a test gives it one to do. */
class RecordingUser implements ServiceUser {
  final List<String> told = new ArrayList<>();

  @Override
  public void associateIndication(AssociateRq request) {
    told.add("associate");
  }

  @Override
  public void associateConfirmation(AssociateAc acceptance) {
    told.add("accepted");
  }

  @Override
  public void associateConfirmation(AssociateRj rejection) {
    told.add("rejected");
  }

  @Override
  public void dataIndication(PDataTf data) {
    told.add("data");
  }

  @Override
  public void releaseIndication() {
    told.add("release");
  }

  @Override
  public void releaseConfirmation() {
    told.add("released");
  }

  @Override
  public void abortIndication(AbortCause cause) {
    told.add("abort " + cause);
  }
}
