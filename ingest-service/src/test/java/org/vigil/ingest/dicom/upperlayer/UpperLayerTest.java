package org.vigil.ingest.dicom.upperlayer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.dicom.pdu.Abort;
import org.vigil.ingest.dicom.pdu.AbortReason;
import org.vigil.ingest.dicom.pdu.AssociateAc;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.PDataTf;
import org.vigil.ingest.dicom.pdu.Pdu;
import org.vigil.ingest.dicom.pdu.ReleaseRp;
import org.vigil.ingest.dicom.pdu.ReleaseRq;

/** Whole associations, against a peer that follows a script. */
class UpperLayerTest {
  private static final AssociateRq RQ =
      ((Event.AssociateRequest) StateTableTest.events().get(0)).pdu();
  private static final AssociateAc AC =
      ((Event.AssociateAcPdu) StateTableTest.events().get(2)).pdu();
  private static final PDataTf DATA = ((Event.PDataTfPdu) StateTableTest.events().get(9)).pdu();

  private final ScriptedTransport transport = new ScriptedTransport();
  private final UpperLayer upperLayer =
      new UpperLayer(
          () -> transport,
          request -> Optional.empty(),
          new TimeLimits(Duration.ofSeconds(1), Duration.ofSeconds(1)));

  /** Accepts, echoes data, releases. */
  private class Acceptor extends RecordingUser {
    @Override
    public void associateIndication(AssociateRq request) {
      super.associateIndication(request);
      upperLayer.associateResponse(AC);
    }

    @Override
    public void dataIndication(PDataTf data) {
      super.dataIndication(data);
      upperLayer.dataRequest(data);
    }

    @Override
    public void releaseIndication() {
      super.releaseIndication();
      upperLayer.releaseResponse();
    }
  }

  @Test
  void anAssociationIsOpenedUsedAndReleased() {
    transport.sends(RQ).sends(DATA).sends(DATA).sends(new ReleaseRq());
    assertEquals(List.of("associate", "data", "data", "release"), accept());
    assertEquals(List.of(AC, DATA, DATA, new ReleaseRp()), transport.sent);
  }

  @Test
  void dataBeforeARequestIsAborted() {
    transport.sends(DATA).isSilent();
    assertEquals(List.of(), accept());
    assertEquals(List.of(Abort.byUser()), transport.sent);
  }

  @Test
  void whoeverConnectsAndKeepsSilentIsClosed() {
    transport.isSilent();
    assertEquals(List.of(), accept());
    assertEquals(List.of(), transport.sent);
  }

  @Test
  void whoeverFallsSilentWithinAnAssociationIsAborted() {
    transport.sends(RQ).isSilent().isSilent();
    assertEquals(List.of("associate", "abort TIMEOUT"), accept());
    assertEquals(List.of(AC, Abort.byUser()), transport.sent);
  }

  @Test
  void nonsenseIsAbortedWithItsReason() {
    transport.sends(RQ).sendsNonsense().isSilent();
    assertEquals(List.of("associate", "abort PROTOCOL_ERROR"), accept());
    assertEquals(List.of(AC, Abort.byProvider(AbortReason.UNRECOGNIZED_PDU)), transport.sent);
  }

  @Test
  void aSecondRequestIsUnexpected() {
    transport.sends(RQ).sends(RQ).isSilent();
    accept();
    assertEquals(List.of(AC, Abort.byProvider(AbortReason.UNEXPECTED_PDU)), transport.sent);
  }

  @Test
  void aLostConnectionIsTold() {
    transport.sends(RQ).resets();
    assertEquals(List.of("associate", "abort CONNECTION_LOST"), accept());
  }

  @Test
  void anAbortIsTold() {
    transport.sends(RQ).sends(Abort.byUser());
    assertEquals(List.of("associate", "abort PEER_USER"), accept());
  }

  @Test
  void afterTheReleaseThePeerIsWaitedForToClose() {
    transport.sends(RQ).sends(new ReleaseRq()).sends(DATA).sendsNonsense().isSilent();
    assertEquals(List.of("associate", "release"), accept());
    assertEquals(
        List.of(AC, new ReleaseRp(), Abort.byProvider(AbortReason.UNRECOGNIZED_PDU)),
        transport.sent);
  }

  @Test
  void aRequestorConnectsSendsAndReleases() {
    transport.sends(AC).sends(DATA).sends(new ReleaseRp());
    assertEquals(List.of("accepted", "data", "released"), request());
    assertEquals(List.<Pdu>of(RQ, DATA, new ReleaseRq()), transport.sent);
  }

  @Test
  void releasesThatCollideEndOrderly() {
    transport.sends(AC).sends(DATA).sends(new ReleaseRq()).sends(new ReleaseRp());
    assertEquals(List.of("accepted", "data", "release", "released"), request());
    assertEquals(List.<Pdu>of(RQ, DATA, new ReleaseRq(), new ReleaseRp()), transport.sent);
  }

  private List<String> accept() {
    RecordingUser user = new Acceptor();
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> upperLayer.accept(user));
    assertTrue(transport.closed);
    return user.told;
  }

  /** Sends data once accepted, and releases once answered. */
  private List<String> request() {
    RecordingUser user =
        new RecordingUser() {
          @Override
          public void associateConfirmation(AssociateAc acceptance) {
            super.associateConfirmation(acceptance);
            upperLayer.dataRequest(DATA);
          }

          @Override
          public void dataIndication(PDataTf data) {
            super.dataIndication(data);
            upperLayer.releaseRequest();
          }

          @Override
          public void releaseIndication() {
            super.releaseIndication();
            upperLayer.releaseResponse();
          }
        };
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> upperLayer.request(RQ, user));
    assertTrue(transport.closed);
    return user.told;
  }
}
