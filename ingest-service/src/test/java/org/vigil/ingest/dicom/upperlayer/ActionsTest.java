package org.vigil.ingest.dicom.upperlayer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.ingest.dicom.pdu.Abort;
import org.vigil.ingest.dicom.pdu.AssociateRj;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.RejectReason;

/** What each action does and which state follows: PS3.8 tables 9-6 to 9-9. */
class ActionsTest {
  private final ScriptedTransport transport = new ScriptedTransport();
  private final ArtimTimer artim = new ArtimTimer(Duration.ofSeconds(10), () -> 0);
  private final List<Event> caused = new ArrayList<>();
  private final RecordingUser user = new RecordingUser();
  private Optional<AssociateRj> refusal = Optional.empty();
  private final Actions actions =
      new Actions(() -> transport, request -> refusal, artim, caused::add);

  /**
   * Action, the number of an event that causes it, the state that follows, what is sent, what the
   * user is told, whether the ARTIM timer runs afterwards (it does before), whether the connection
   * is closed.
   */
  @ParameterizedTest
  @CsvSource({
    "AE_2, 2, Sta5, AssociateRq, , true, false",
    "AE_3, 3, Sta6, , accepted, true, false",
    "AE_4, 4, Sta1, , rejected, true, true",
    "AE_5, 5, Sta2, , , true, false",
    "AE_6, 6, Sta3, , associate, false, false",
    "AE_7, 7, Sta6, AssociateAc, , true, false",
    "AE_8, 8, Sta13, AssociateRj, , true, false",
    "DT_1, 9, Sta6, PDataTf, , true, false",
    "DT_2, 10, Sta6, , data, true, false",
    "AR_1, 11, Sta7, ReleaseRq, , true, false",
    "AR_2, 12, Sta8, , release, true, false",
    "AR_3, 13, Sta1, , released, true, true",
    "AR_4, 14, Sta13, ReleaseRp, , true, false",
    "AR_5, 17, Sta1, , , false, false",
    "AR_6, 10, Sta7, , data, true, false",
    "AR_7, 9, Sta8, PDataTf, , true, false",
    "AR_8, 12, Sta9, , release, true, false",
    "AR_9, 14, Sta11, ReleaseRp, , true, false",
    "AR_10, 13, Sta12, , released, true, false",
    "AA_1, 15, Sta13, Abort, , true, false",
    "AA_2, 18, Sta1, , , false, true",
    "AA_3, 16, Sta1, , abort PEER_USER, true, true",
    "AA_4, 17, Sta1, , abort CONNECTION_LOST, true, false",
    "AA_5, 17, Sta1, , , false, false",
    "AA_6, 10, Sta13, , , true, false",
    "AA_7, 19, Sta13, Abort, , true, false",
    "AA_8, 19, Sta13, Abort, abort PROTOCOL_ERROR, true, false",
  })
  void eachDoesWhatTheStandardSays(
      Action action,
      int event,
      String next,
      String sent,
      String told,
      boolean artimRuns,
      boolean closes) {
    connectAsRequestor();
    artim.start();
    State state = actions.perform(action, StateTableTest.events().get(event - 1), user);
    assertEquals(next, state.getClass().getSimpleName());
    assertEquals(
        Optional.ofNullable(sent).map(List::of).orElse(List.of()),
        transport.sent.stream().map(pdu -> pdu.getClass().getSimpleName()).toList());
    assertEquals(Optional.ofNullable(told).map(List::of).orElse(List.of()), user.told);
    assertEquals(artimRuns, artim.isRunning());
    assertEquals(closes, transport.closed);
  }

  @ParameterizedTest
  @CsvSource({"AE_5, 5", "AE_8, 8", "AR_4, 14", "AA_1, 15", "AA_8, 19"})
  void theseStartTheArtimTimer(Action action, int event) {
    connectAsRequestor();
    actions.perform(action, StateTableTest.events().get(event - 1), user);
    assertTrue(artim.isRunning());
  }

  @Test
  void ae1ConnectsAndConfirms() {
    assertEquals(new State.Sta4(), connectAsRequestor());
    assertEquals(List.of(new Event.TransportConnectionConfirm()), caused);
  }

  @Test
  void ae1ThatFindsNobodyClosesAgain() {
    Actions alone =
        new Actions(
            () -> {
              throw new IOException("refused");
            },
            request -> Optional.empty(),
            artim,
            caused::add);
    assertEquals(
        new State.Sta4(), alone.perform(Action.AE_1, StateTableTest.events().get(0), user));
    assertEquals(List.of(new Event.TransportConnectionClosed()), caused);
  }

  @Test
  void ae6RefusesForTheProviderAndTellsTheUserNothing() {
    connectAsAcceptor();
    refusal = Optional.of(new AssociateRj(false, RejectReason.LOCAL_LIMIT_EXCEEDED));
    State state = actions.perform(Action.AE_6, StateTableTest.events().get(5), user);
    assertEquals(new State.Sta13(), state);
    assertEquals(List.of(refusal.get()), transport.sent);
    assertEquals(List.of(), user.told);
    assertTrue(artim.isRunning());
  }

  @Test
  void ar8OfTheAcceptorAwaitsTheRequestorsAnswer() {
    connectAsAcceptor();
    assertEquals(new State.Sta10(), actions.perform(Action.AR_8, new Event.ReleaseRqPdu(), user));
  }

  @Test
  void aConnectionThatBreaksUnderAWriteIsAClosedOne() {
    connectAsAcceptor();
    transport.broken = true;
    actions.perform(Action.AR_1, new Event.ReleaseRequest(), user);
    assertEquals(List.of(new Event.TransportConnectionClosed()), caused);
  }

  @Test
  void aa3TellsUserFromProvider() {
    connectAsAcceptor();
    Abort abort = Abort.byProvider(org.vigil.ingest.dicom.pdu.AbortReason.UNEXPECTED_PDU);
    actions.perform(Action.AA_3, new Event.AbortPdu(abort), user);
    assertEquals(List.of("abort PEER_PROVIDER"), user.told);
  }

  private State connectAsRequestor() {
    AssociateRq request = ((Event.AssociateRequest) StateTableTest.events().get(0)).pdu();
    return actions.perform(Action.AE_1, new Event.AssociateRequest(request), user);
  }

  private void connectAsAcceptor() {
    actions.perform(Action.AE_5, new Event.TransportConnectionIndication(), user);
  }
}
