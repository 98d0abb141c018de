package org.vigil.ingest.dicom.upperlayer;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.pdu.AssociateAc;
import org.vigil.ingest.dicom.pdu.AssociateRj;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.InvalidPduException;
import org.vigil.ingest.dicom.pdu.PDataTf;

/**
 * The service provider of one association (PS3.8 sections 7 and 9.2): turns events into actions,
 * and actions into PDUs and indications, until it is idle again. One thread runs it; the primitives
 * of the {@link ServiceUser} come from that thread, inside its indications.
 */
public final class UpperLayer {
  private static final Logger LOG = Logger.getLogger(UpperLayer.class);
  private static final State IDLE = new State.Sta1();

  private final TimeLimits limits;
  private final ArtimTimer artim;
  private final Deque<Event> pending = new ArrayDeque<>();
  private final Actions actions;
  private State state = IDLE;

  /**
   * @param connector the connection that was accepted, or how one is opened
   * @param provider refuses requests on the service provider's behalf: wrong version, too many
   *     associations
   */
  public UpperLayer(
      TransportConnector connector,
      Function<AssociateRq, Optional<AssociateRj>> provider,
      TimeLimits limits) {
    this.limits = limits;
    this.artim = new ArtimTimer(limits.artim(), System::nanoTime);
    this.actions = new Actions(connector, provider, artim, pending::addFirst);
  }

  /** Serves the association of a connection that the peer has opened; returns when it is over. */
  public void accept(ServiceUser serviceUser) {
    run(serviceUser, new Event.TransportConnectionIndication());
  }

  /** Opens an association and serves it; returns when it is over. */
  public void request(AssociateRq request, ServiceUser serviceUser) {
    run(serviceUser, new Event.AssociateRequest(request));
  }

  /** A-ASSOCIATE response primitive (accept). */
  public void associateResponse(AssociateAc acceptance) {
    pending.add(new Event.AssociateResponseAccept(acceptance));
  }

  /** A-ASSOCIATE response primitive (reject). */
  public void associateResponse(AssociateRj rejection) {
    pending.add(new Event.AssociateResponseReject(rejection));
  }

  /** P-DATA request primitive. */
  public void dataRequest(PDataTf data) {
    pending.add(new Event.PDataRequest(data));
  }

  /** A-RELEASE request primitive. */
  public void releaseRequest() {
    pending.add(new Event.ReleaseRequest());
  }

  /** A-RELEASE response primitive. */
  public void releaseResponse() {
    pending.add(new Event.ReleaseResponse());
  }

  /** A-ABORT request primitive; what was asked for before and not yet done is forgotten. */
  public void abortRequest() {
    pending.clear();
    pending.add(new Event.AbortRequest());
  }

  private void run(ServiceUser user, Event first) {
    try {
      fire(first, user);
      while (!state.equals(IDLE)) {
        fire(pending.isEmpty() ? receive(user) : pending.poll(), user);
      }
    } finally {
      actions.close();
    }
  }

  private void fire(Event event, ServiceUser user) {
    Action action = state.on(event);
    State next = actions.perform(action, event, user);
    LOG.tracef("%s: %s -> %s", state, action, next);
    state = next;
  }

  private Event receive(ServiceUser user) {
    try {
      return actions
          .transport()
          .receive(artim.isRunning() ? artim.remaining() : limits.idle())
          .map(Event::received)
          .orElseGet(Event.TransportConnectionClosed::new);
    } catch (SocketTimeoutException e) {
      return silence(user);
    } catch (IOException e) {
      return new Event.TransportConnectionClosed();
    } catch (InvalidPduException e) {
      LOG.debugf("invalid PDU: %s", e.getMessage());
      return new Event.UnrecognizedOrInvalidPdu(e.reason());
    }
  }

  /** Where no ARTIM timer runs, the standard leaves it to the user to lose patience. */
  private Event silence(ServiceUser user) {
    if (artim.isRunning()) {
      return new Event.ArtimTimerExpired();
    }
    user.abortIndication(AbortCause.TIMEOUT);
    return new Event.AbortRequest();
  }
}
