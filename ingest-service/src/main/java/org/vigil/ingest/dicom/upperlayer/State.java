package org.vigil.ingest.dicom.upperlayer;

import static org.vigil.ingest.dicom.upperlayer.Action.*;

import org.vigil.ingest.dicom.upperlayer.Event.AbortPdu;
import org.vigil.ingest.dicom.upperlayer.Event.AbortRequest;
import org.vigil.ingest.dicom.upperlayer.Event.ArtimTimerExpired;
import org.vigil.ingest.dicom.upperlayer.Event.AssociateAcPdu;
import org.vigil.ingest.dicom.upperlayer.Event.AssociateRequest;
import org.vigil.ingest.dicom.upperlayer.Event.AssociateResponseAccept;
import org.vigil.ingest.dicom.upperlayer.Event.AssociateResponseReject;
import org.vigil.ingest.dicom.upperlayer.Event.AssociateRjPdu;
import org.vigil.ingest.dicom.upperlayer.Event.AssociateRqPdu;
import org.vigil.ingest.dicom.upperlayer.Event.PDataRequest;
import org.vigil.ingest.dicom.upperlayer.Event.PDataTfPdu;
import org.vigil.ingest.dicom.upperlayer.Event.Received;
import org.vigil.ingest.dicom.upperlayer.Event.ReleaseRequest;
import org.vigil.ingest.dicom.upperlayer.Event.ReleaseResponse;
import org.vigil.ingest.dicom.upperlayer.Event.ReleaseRpPdu;
import org.vigil.ingest.dicom.upperlayer.Event.ReleaseRqPdu;
import org.vigil.ingest.dicom.upperlayer.Event.TransportConnectionClosed;
import org.vigil.ingest.dicom.upperlayer.Event.TransportConnectionConfirm;
import org.vigil.ingest.dicom.upperlayer.Event.TransportConnectionIndication;
import org.vigil.ingest.dicom.upperlayer.Event.UnrecognizedOrInvalidPdu;

/**
 * Where the protocol machine stands: the columns Sta1 to Sta13 of PS3.8 table 9-10. Each state
 * knows which action an event calls for; the action says which state is next (tables 9-6 to 9-9).
 */
public sealed interface State {

  /**
   * The cell of table 9-10 for this state and an event.
   *
   * @throws IllegalEventException if the cell is blank: the local side has made a mistake, because
   *     whatever a peer sends has an action
   */
  Action on(Event event);

  /** Idle. */
  record Sta1() implements State {
    @Override
    public Action on(Event event) {
      return switch (event) {
        case AssociateRequest e -> AE_1;
        case TransportConnectionIndication e -> AE_5;
        default -> throw new IllegalEventException(this, event);
      };
    }
  }

  /** Transport connection open (awaiting A-ASSOCIATE-RQ PDU). */
  record Sta2() implements State {
    @Override
    public Action on(Event event) {
      return switch (event) {
        case AssociateRqPdu e -> AE_6;
        case AbortPdu e -> AA_2;
        case Received e -> AA_1;
        case TransportConnectionClosed e -> AA_5;
        case ArtimTimerExpired e -> AA_2;
        default -> throw new IllegalEventException(this, event);
      };
    }
  }

  /** Awaiting local A-ASSOCIATE response primitive. */
  record Sta3() implements State {
    @Override
    public Action on(Event event) {
      return switch (event) {
        case AssociateResponseAccept e -> AE_7;
        case AssociateResponseReject e -> AE_8;
        default -> duringAssociation(this, event);
      };
    }
  }

  /** Awaiting transport connection opening to complete. */
  record Sta4() implements State {
    @Override
    public Action on(Event event) {
      return switch (event) {
        case TransportConnectionConfirm e -> AE_2;
        case AbortRequest e -> AA_2;
        case TransportConnectionClosed e -> AA_4;
        default -> throw new IllegalEventException(this, event);
      };
    }
  }

  /** Awaiting A-ASSOCIATE-AC or A-ASSOCIATE-RJ PDU. */
  record Sta5() implements State {
    @Override
    public Action on(Event event) {
      return switch (event) {
        case AssociateAcPdu e -> AE_3;
        case AssociateRjPdu e -> AE_4;
        default -> duringAssociation(this, event);
      };
    }
  }

  /** Association established and ready for data transfer. */
  record Sta6() implements State {
    @Override
    public Action on(Event event) {
      return switch (event) {
        case PDataRequest e -> DT_1;
        case PDataTfPdu e -> DT_2;
        case ReleaseRequest e -> AR_1;
        case ReleaseRqPdu e -> AR_2;
        default -> duringAssociation(this, event);
      };
    }
  }

  /** Awaiting A-RELEASE-RP PDU. */
  record Sta7() implements State {
    @Override
    public Action on(Event event) {
      return switch (event) {
        case PDataTfPdu e -> AR_6;
        case ReleaseRqPdu e -> AR_8;
        case ReleaseRpPdu e -> AR_3;
        default -> duringAssociation(this, event);
      };
    }
  }

  /** Awaiting local A-RELEASE response primitive. */
  record Sta8() implements State {
    @Override
    public Action on(Event event) {
      return switch (event) {
        case PDataRequest e -> AR_7;
        case ReleaseResponse e -> AR_4;
        default -> duringAssociation(this, event);
      };
    }
  }

  /** Release collision, requestor side: awaiting local A-RELEASE response primitive. */
  record Sta9() implements State {
    @Override
    public Action on(Event event) {
      return event instanceof ReleaseResponse ? AR_9 : duringAssociation(this, event);
    }
  }

  /** Release collision, acceptor side: awaiting A-RELEASE-RP PDU. */
  record Sta10() implements State {
    @Override
    public Action on(Event event) {
      return event instanceof ReleaseRpPdu ? AR_10 : duringAssociation(this, event);
    }
  }

  /** Release collision, requestor side: awaiting A-RELEASE-RP PDU. */
  record Sta11() implements State {
    @Override
    public Action on(Event event) {
      return event instanceof ReleaseRpPdu ? AR_3 : duringAssociation(this, event);
    }
  }

  /** Release collision, acceptor side: awaiting local A-RELEASE response primitive. */
  record Sta12() implements State {
    @Override
    public Action on(Event event) {
      return event instanceof ReleaseResponse ? AR_4 : duringAssociation(this, event);
    }
  }

  /** Awaiting transport connection close indication (association no longer exists). */
  record Sta13() implements State {
    @Override
    public Action on(Event event) {
      return switch (event) {
        case AssociateRqPdu e -> AA_7;
        case UnrecognizedOrInvalidPdu e -> AA_7;
        case AbortPdu e -> AA_2;
        case Received e -> AA_6;
        case TransportConnectionClosed e -> AR_5;
        case ArtimTimerExpired e -> AA_2;
        default -> throw new IllegalEventException(this, event);
      };
    }
  }

  /** What the columns of states with an association, Sta3 and Sta5 to Sta12, have in common. */
  private static Action duringAssociation(State state, Event event) {
    return switch (event) {
      case AbortRequest e -> AA_1;
      case AbortPdu e -> AA_3;
      case Received e -> AA_8;
      case TransportConnectionClosed e -> AA_4;
      default -> throw new IllegalEventException(state, event);
    };
  }
}
