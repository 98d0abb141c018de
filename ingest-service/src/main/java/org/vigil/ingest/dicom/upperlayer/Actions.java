package org.vigil.ingest.dicom.upperlayer;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.vigil.ingest.dicom.pdu.Abort;
import org.vigil.ingest.dicom.pdu.AbortReason;
import org.vigil.ingest.dicom.pdu.AssociateRj;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.Pdu;
import org.vigil.ingest.dicom.pdu.ReleaseRp;
import org.vigil.ingest.dicom.pdu.ReleaseRq;

/**
 * Does what the actions of PS3.8 tables 9-6 to 9-9 ask for; each method is one of them and returns
 * the state that follows. Not thread-safe.
 */
final class Actions {
  private final TransportConnector connector;
  private final Function<AssociateRq, Optional<AssociateRj>> provider;
  private final ArtimTimer artim;
  private final Consumer<Event> next;
  private Optional<Transport> transport = Optional.empty();
  private Optional<AssociateRq> requested = Optional.empty();

  /**
   * @param next takes the event that an action itself causes; it comes before all others
   */
  Actions(
      TransportConnector connector,
      Function<AssociateRq, Optional<AssociateRj>> provider,
      ArtimTimer artim,
      Consumer<Event> next) {
    this.connector = connector;
    this.provider = provider;
    this.artim = artim;
    this.next = next;
  }

  Transport transport() {
    return transport.orElseThrow();
  }

  void close() {
    transport.ifPresent(Transport::close);
  }

  State perform(Action action, Event event, ServiceUser user) {
    return switch (action) {
      case AE_1 -> ae1(((Event.AssociateRequest) event).pdu());
      case AE_2 -> ae2();
      case AE_3 -> ae3((Event.AssociateAcPdu) event, user);
      case AE_4 -> ae4((Event.AssociateRjPdu) event, user);
      case AE_5 -> ae5();
      case AE_6 -> ae6(((Event.AssociateRqPdu) event).pdu(), user);
      case AE_7 -> send(((Event.AssociateResponseAccept) event).pdu(), new State.Sta6());
      case AE_8 -> ae8(((Event.AssociateResponseReject) event).pdu());
      case DT_1 -> send(((Event.PDataRequest) event).pdu(), new State.Sta6());
      case DT_2 -> indicateData(event, user, new State.Sta6());
      case AR_1 -> send(new ReleaseRq(), new State.Sta7());
      case AR_2 -> ar2(user);
      case AR_3 -> ar3(user);
      case AR_4 -> ar4();
      case AR_5, AA_5 -> stopArtim();
      case AR_6 -> indicateData(event, user, new State.Sta7());
      case AR_7 -> send(((Event.PDataRequest) event).pdu(), new State.Sta8());
      case AR_8 -> ar8(user);
      case AR_9 -> send(new ReleaseRp(), new State.Sta11());
      case AR_10 -> ar10(user);
      case AA_1 -> aa1();
      case AA_2 -> aa2();
      case AA_3 -> aa3(((Event.AbortPdu) event).pdu(), user);
      case AA_4 -> aa4(user);
      case AA_6 -> new State.Sta13();
      case AA_7 -> send(Abort.byProvider(reason(event)), new State.Sta13());
      case AA_8 -> aa8(event, user);
    };
  }

  private State ae1(AssociateRq request) {
    requested = Optional.of(request);
    if (connect()) {
      next.accept(new Event.TransportConnectionConfirm());
    }
    return new State.Sta4();
  }

  private State ae2() {
    return send(requested.orElseThrow(), new State.Sta5());
  }

  private State ae3(Event.AssociateAcPdu event, ServiceUser user) {
    user.associateConfirmation(event.pdu());
    return new State.Sta6();
  }

  private State ae4(Event.AssociateRjPdu event, ServiceUser user) {
    user.associateConfirmation(event.pdu());
    close();
    return new State.Sta1();
  }

  private State ae5() {
    artim.start();
    connect();
    return new State.Sta2();
  }

  private State ae6(AssociateRq request, ServiceUser user) {
    artim.stop();
    Optional<AssociateRj> refusal = provider.apply(request);
    if (refusal.isPresent()) {
      return ae8(refusal.get());
    }
    user.associateIndication(request);
    return new State.Sta3();
  }

  private State ae8(AssociateRj rejection) {
    artim.start();
    return send(rejection, new State.Sta13());
  }

  private State ar2(ServiceUser user) {
    user.releaseIndication();
    return new State.Sta8();
  }

  private State ar3(ServiceUser user) {
    user.releaseConfirmation();
    close();
    return new State.Sta1();
  }

  private State ar4() {
    artim.start();
    return send(new ReleaseRp(), new State.Sta13());
  }

  private State ar8(ServiceUser user) {
    user.releaseIndication();
    return requested.isPresent() ? new State.Sta9() : new State.Sta10();
  }

  private State ar10(ServiceUser user) {
    user.releaseConfirmation();
    return new State.Sta12();
  }

  private State aa1() {
    artim.start();
    return send(Abort.byUser(), new State.Sta13());
  }

  private State aa2() {
    artim.stop();
    close();
    return new State.Sta1();
  }

  private State aa3(Abort abort, ServiceUser user) {
    user.abortIndication(
        abort.source() == Abort.Source.SERVICE_USER
            ? AbortCause.PEER_USER
            : AbortCause.PEER_PROVIDER);
    close();
    return new State.Sta1();
  }

  private State aa4(ServiceUser user) {
    user.abortIndication(AbortCause.CONNECTION_LOST);
    return new State.Sta1();
  }

  private State aa8(Event event, ServiceUser user) {
    State next13 = send(Abort.byProvider(reason(event)), new State.Sta13());
    user.abortIndication(AbortCause.PROTOCOL_ERROR);
    artim.start();
    return next13;
  }

  private State stopArtim() {
    artim.stop();
    return new State.Sta1();
  }

  private static State indicateData(Event event, ServiceUser user, State after) {
    user.dataIndication(((Event.PDataTfPdu) event).pdu());
    return after;
  }

  private static AbortReason reason(Event event) {
    return event instanceof Event.UnrecognizedOrInvalidPdu invalid
        ? invalid.reason()
        : AbortReason.UNEXPECTED_PDU;
  }

  private boolean connect() {
    try {
      transport = Optional.of(connector.connect());
      return true;
    } catch (IOException e) {
      next.accept(new Event.TransportConnectionClosed());
      return false;
    }
  }

  /** A connection that breaks while it is written to is a connection that was closed. */
  private State send(Pdu pdu, State after) {
    try {
      transport().send(pdu);
    } catch (IOException e) {
      next.accept(new Event.TransportConnectionClosed());
    }
    return after;
  }
}
