package org.vigil.ingest.dicom.commitment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.vigil.ingest.dicom.dimse.CommandElement;
import org.vigil.ingest.dicom.dimse.CommandField;
import org.vigil.ingest.dicom.dimse.CommandSet;
import org.vigil.ingest.dicom.dimse.DimseException;
import org.vigil.ingest.dicom.dimse.ResponseReceiver;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.ingest.dicom.pdu.AssociateAc;
import org.vigil.ingest.dicom.pdu.AssociateRj;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.Fragments;
import org.vigil.ingest.dicom.pdu.PDataTf;
import org.vigil.ingest.dicom.pdu.ProposedContext;
import org.vigil.ingest.dicom.pdu.RoleSelection;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.pdu.UserInformation;
import org.vigil.ingest.dicom.upperlayer.AbortCause;
import org.vigil.ingest.dicom.upperlayer.ServiceUser;
import org.vigil.ingest.dicom.upperlayer.SocketTransport;
import org.vigil.ingest.dicom.upperlayer.TimeLimits;
import org.vigil.ingest.dicom.upperlayer.Transport;
import org.vigil.ingest.dicom.upperlayer.UpperLayer;
import org.vigil.ingest.dicom.upperlayer.WriteGuard;

/**
 * Brings one report on an association of its own: requests it, sends N-EVENT-REPORT, awaits the
 * response, releases. Roles are negotiated so that we are the provider (PS3.7 section D.3.3.4).
 * Used once, by one thread.
 */
final class ReportClient implements ServiceUser {
  private static final int CONTEXT = 1;
  private static final int MAXIMUM_LENGTH = 16384;
  private static final Uid IMPLICIT = new Uid("1.2.840.10008.1.2");

  private final Report report;
  private final UpperLayer upperLayer;
  private final ResponseReceiver responses = new ResponseReceiver(CONTEXT);
  private boolean taken;
  private boolean answered;

  private ReportClient(
      Report report, InetSocketAddress address, TimeLimits limits, WriteGuard guard) {
    this.report = report;
    this.upperLayer =
        new UpperLayer(() -> connect(address, limits, guard), request -> Optional.empty(), limits);
  }

  /** Whether the requestor has taken the report. */
  static boolean deliver(
      Report report,
      AeTitle called,
      AeTitle calling,
      InetSocketAddress address,
      TimeLimits limits,
      WriteGuard guard) {
    ReportClient client = new ReportClient(report, address, limits, guard);
    RoleSelection provider = new RoleSelection(Commitment.SOP_CLASS, false, true);
    client.upperLayer.request(
        AssociateRq.of(
            called,
            calling,
            List.of(new ProposedContext(CONTEXT, Commitment.SOP_CLASS, List.of(IMPLICIT))),
            UserInformation.own(MAXIMUM_LENGTH).with(Optional.empty(), List.of(provider))),
        client);
    return client.taken;
  }

  private static Transport connect(InetSocketAddress address, TimeLimits limits, WriteGuard guard)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()),
          (int) limits.artim().toMillis());
      return new SocketTransport(socket, socket, MAXIMUM_LENGTH, guard);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public void associateConfirmation(AssociateAc acceptance) {
    boolean agreed =
        acceptance.contexts().stream().anyMatch(c -> c.id() == CONTEXT && c.isAccepted());
    if (!agreed) {
      upperLayer.releaseRequest();
      return;
    }
    long most = acceptance.user().maximumLength();
    Fragments.of(CONTEXT, true, EventReport.command(report).encode(), most)
        .forEach(upperLayer::dataRequest);
    Fragments.of(CONTEXT, false, ReportWriter.write(report), most).forEach(upperLayer::dataRequest);
  }

  @Override
  public void associateConfirmation(AssociateRj rejection) {
    taken = false;
  }

  @Override
  public void dataIndication(PDataTf data) {
    try {
      Optional<CommandSet> response = answered ? Optional.empty() : responses.receive(data);
      if (response.isPresent()) {
        answered = true;
        taken =
            response.get().field().equals(Optional.of(CommandField.N_EVENT_REPORT_RSP))
                && response
                    .get()
                    .number(CommandElement.STATUS)
                    .equals(Optional.of(Status.SUCCESS.code()));
        upperLayer.releaseRequest();
      }
    } catch (DimseException e) {
      upperLayer.abortRequest();
    }
  }

  @Override
  public void releaseIndication() {
    upperLayer.releaseResponse();
  }

  @Override
  public void abortIndication(AbortCause cause) {
    // What was taken before stays taken.
  }
}
