package org.vigil.ingest.dicom.upperlayer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.ingest.dicom.pdu.Abort;
import org.vigil.ingest.dicom.pdu.AbortReason;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.ingest.dicom.pdu.AssociateAc;
import org.vigil.ingest.dicom.pdu.AssociateRj;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.PDataTf;
import org.vigil.ingest.dicom.pdu.PresentationDataValue;
import org.vigil.ingest.dicom.pdu.ProposedContext;
import org.vigil.ingest.dicom.pdu.RejectReason;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.pdu.UserInformation;

/** Every cell of PS3.8 table 9-10, the blank ones too. */
class StateTableTest {
  /** Rows Evt1 to Evt19, columns Sta1 to Sta13; a dot is a blank cell. */
  private static final String TABLE_9_10 =
      """
      AE-1 .    .    .    .    .    .    .    .    .    .    .    .
      .    .    .    AE-2 .    .    .    .    .    .    .    .    .
      .    AA-1 AA-8 .    AE-3 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-6
      .    AA-1 AA-8 .    AE-4 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-6
      AE-5 .    .    .    .    .    .    .    .    .    .    .    .
      .    AE-6 AA-8 .    AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-7
      .    .    AE-7 .    .    .    .    .    .    .    .    .    .
      .    .    AE-8 .    .    .    .    .    .    .    .    .    .
      .    .    .    .    .    DT-1 .    AR-7 .    .    .    .    .
      .    AA-1 AA-8 .    AA-8 DT-2 AR-6 AA-8 AA-8 AA-8 AA-8 AA-8 AA-6
      .    .    .    .    .    AR-1 .    .    .    .    .    .    .
      .    AA-1 AA-8 .    AA-8 AR-2 AR-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-6
      .    AA-1 AA-8 .    AA-8 AA-8 AR-3 AA-8 AA-8 AR-10 AR-3 AA-8 AA-6
      .    .    .    .    .    .    .    AR-4 AR-9 .    .    AR-4 .
      .    .    AA-1 AA-2 AA-1 AA-1 AA-1 AA-1 AA-1 AA-1 AA-1 AA-1 .
      .    AA-2 AA-3 .    AA-3 AA-3 AA-3 AA-3 AA-3 AA-3 AA-3 AA-3 AA-2
      .    AA-5 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AR-5
      .    AA-2 .    .    .    .    .    .    .    .    .    .    AA-2
      .    AA-1 AA-8 .    AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-7
      """;

  private static final List<State> STATES =
      List.of(
          new State.Sta1(),
          new State.Sta2(),
          new State.Sta3(),
          new State.Sta4(),
          new State.Sta5(),
          new State.Sta6(),
          new State.Sta7(),
          new State.Sta8(),
          new State.Sta9(),
          new State.Sta10(),
          new State.Sta11(),
          new State.Sta12(),
          new State.Sta13());

  /** One of each, Evt1 first. */
  static List<Event> events() {
    AssociateRq rq =
        AssociateRq.of(
            new AeTitle("A"),
            new AeTitle("B"),
            List.of(
                new ProposedContext(
                    1, new Uid("1.2.840.10008.1.1"), List.of(new Uid("1.2.840.10008.1.2")))),
            UserInformation.own(16384));
    AssociateAc ac = AssociateAc.to(rq, List.of(), UserInformation.own(16384));
    AssociateRj rj = new AssociateRj(true, RejectReason.NO_REASON_GIVEN);
    PDataTf data =
        new PDataTf(
            List.of(new PresentationDataValue(1, true, true, ByteBuffer.wrap(new byte[2]))));
    return List.of(
        new Event.AssociateRequest(rq),
        new Event.TransportConnectionConfirm(),
        new Event.AssociateAcPdu(ac),
        new Event.AssociateRjPdu(rj),
        new Event.TransportConnectionIndication(),
        new Event.AssociateRqPdu(rq),
        new Event.AssociateResponseAccept(ac),
        new Event.AssociateResponseReject(rj),
        new Event.PDataRequest(data),
        new Event.PDataTfPdu(data),
        new Event.ReleaseRequest(),
        new Event.ReleaseRqPdu(),
        new Event.ReleaseRpPdu(),
        new Event.ReleaseResponse(),
        new Event.AbortRequest(),
        new Event.AbortPdu(Abort.byUser()),
        new Event.TransportConnectionClosed(),
        new Event.ArtimTimerExpired(),
        new Event.UnrecognizedOrInvalidPdu(AbortReason.UNRECOGNIZED_PDU));
  }

  static Stream<Map.Entry<Integer, List<String>>> rows() {
    List<String> lines = TABLE_9_10.lines().toList();
    List<Map.Entry<Integer, List<String>>> rows = new ArrayList<>();
    for (int event = 0; event < lines.size(); event++) {
      rows.add(Map.entry(event, List.of(lines.get(event).strip().split("\\s+"))));
    }
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyCellIsTheStandards(Map.Entry<Integer, List<String>> row) {
    Event event = events().get(row.getKey());
    List<String> actual = STATES.stream().map(state -> cell(state, event)).toList();
    assertEquals(row.getValue(), actual, "Evt" + (row.getKey() + 1) + " " + event);
  }

  private static String cell(State state, Event event) {
    try {
      return state.on(event).name().replace('_', '-');
    } catch (IllegalEventException e) {
      return ".";
    }
  }
}
