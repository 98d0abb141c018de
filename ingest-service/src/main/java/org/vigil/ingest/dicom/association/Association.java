package org.vigil.ingest.dicom.association;

import java.net.InetAddress;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.dimse.CommandSet;
import org.vigil.ingest.dicom.dimse.DimseException;
import org.vigil.ingest.dicom.dimse.MessageReceiver;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.Fragments;
import org.vigil.ingest.dicom.pdu.PDataTf;
import org.vigil.ingest.dicom.pdu.PresentationDataValue;
import org.vigil.ingest.dicom.upperlayer.AbortCause;
import org.vigil.ingest.dicom.upperlayer.ServiceUser;
import org.vigil.ingest.dicom.upperlayer.UpperLayer;

/**
 * The acceptor's side of one association: negotiates, then serves one operation after the other.
 * While it works it reads nothing, so that a peer that sends faster than it is served waits.
 */
final class Association implements ServiceUser {
  private static final Logger LOG = Logger.getLogger(Association.class);

  private final UpperLayer upperLayer;
  private final InetAddress from;
  private final Negotiator negotiator;
  private final ServiceFactory services;
  private final DicomMetrics metrics;
  private Optional<MessageReceiver> receiver = Optional.empty();
  private long peerMaximumLength;

  Association(
      UpperLayer upperLayer,
      InetAddress from,
      Negotiator negotiator,
      ServiceFactory services,
      DicomMetrics metrics) {
    this.upperLayer = upperLayer;
    this.from = from;
    this.negotiator = negotiator;
    this.services = services;
    this.metrics = metrics;
  }

  @Override
  public void associateIndication(AssociateRq request) {
    switch (negotiator.answer(request, from)) {
      case Negotiation.Rejected rejected -> {
        LOG.infof(
            "rejected %s at %s: %s",
            request.calling(), from.getHostAddress(), rejected.answer().reason());
        metrics.rejected();
        upperLayer.associateResponse(rejected.answer());
      }
      case Negotiation.Agreed agreed -> {
        peerMaximumLength = request.user().maximumLength();
        receiver =
            Optional.of(
                new MessageReceiver(
                    agreed.contexts(),
                    services.serve(agreed.peer(), request.calling(), request.called())));
        upperLayer.associateResponse(agreed.answer());
      }
    }
  }

  @Override
  public void dataIndication(PDataTf data) {
    try {
      for (PresentationDataValue fragment : data.values()) {
        Optional<MessageReceiver.Arrived> arrived = receiver.orElseThrow().receive(fragment);
        arrived.ifPresent(this::serve);
      }
    } catch (DimseException e) {
      LOG.infof("aborting an association with %s: %s", from.getHostAddress(), e.getMessage());
      giveUp();
    } catch (RuntimeException e) { // A fault here; the peer gets a failure that it can see.
      LOG.errorf(e, "aborting an association with %s", from.getHostAddress());
      giveUp();
    }
  }

  private void serve(MessageReceiver.Arrived arrived) {
    try (var operation = arrived.operation()) {
      operation
          .finish()
          .map(CommandSet::encode)
          .map(bytes -> Fragments.of(arrived.context().id(), true, bytes, peerMaximumLength))
          .ifPresent(pdus -> pdus.forEach(upperLayer::dataRequest));
    }
  }

  private void giveUp() {
    metrics.aborted(AbortCause.PROTOCOL_ERROR);
    close();
    upperLayer.abortRequest();
  }

  @Override
  public void releaseIndication() {
    metrics.released();
    upperLayer.releaseResponse();
  }

  @Override
  public void abortIndication(AbortCause cause) {
    metrics.aborted(cause);
    LOG.infof("an association with %s ended: %s", from.getHostAddress(), cause);
  }

  /** Gives up what is under way. */
  void close() {
    receiver.ifPresent(MessageReceiver::close);
  }
}
