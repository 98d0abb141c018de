package org.vigil.ingest.dicom.association;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.ingest.dicom.dimse.AcceptedContext;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.ingest.dicom.pdu.AnsweredContext;
import org.vigil.ingest.dicom.pdu.AnsweredContext.Result;
import org.vigil.ingest.dicom.pdu.AssociateAc;
import org.vigil.ingest.dicom.pdu.AssociateRj;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.AsynchronousOperations;
import org.vigil.ingest.dicom.pdu.ProposedContext;
import org.vigil.ingest.dicom.pdu.RejectReason;
import org.vigil.ingest.dicom.pdu.RoleSelection;
import org.vigil.ingest.dicom.pdu.UserInformation;

/**
 * Answers requests for associations: who calls whom (PS3.8 section 7.1.1), presentation contexts,
 * and the user information of PS3.7 annex D.3.3. Thread-safe.
 *
 * @param titles that are answered to
 * @param peers that may call
 * @param offer SOP classes and transfer syntaxes
 * @param maximumLength of P-DATA-TFs that are received
 */
public record Negotiator(
    Set<AeTitle> titles, Peers peers, AbstractSyntaxes offer, int maximumLength) {

  /** The answer to a request that came from this address. */
  public Negotiation answer(AssociateRq request, InetAddress from) {
    if (!request.applicationContext().equals(AssociateRq.DICOM_APPLICATION_CONTEXT)) {
      return reject(RejectReason.APPLICATION_CONTEXT_NAME_NOT_SUPPORTED);
    }
    if (!titles.contains(request.called())) {
      return reject(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);
    }
    return peers
        .find(request.calling(), from)
        .map(peer -> agree(request, peer))
        .orElseGet(() -> reject(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED));
  }

  private static Negotiation reject(RejectReason reason) {
    return new Negotiation.Rejected(new AssociateRj(true, reason));
  }

  private Negotiation agree(AssociateRq request, Peer peer) {
    List<AnsweredContext> answers = new ArrayList<>();
    Map<Integer, AcceptedContext> accepted = new HashMap<>();
    for (ProposedContext proposed : request.contexts()) {
      AnsweredContext answer = answer(proposed);
      answers.add(answer);
      if (answer.isAccepted()) {
        accepted.put(
            proposed.id(),
            new AcceptedContext(proposed.id(), proposed.abstractSyntax(), answer.transferSyntax()));
      }
    }
    AssociateAc answer = AssociateAc.to(request, answers, user(request.user()));
    return new Negotiation.Agreed(answer, peer, accepted);
  }

  private AnsweredContext answer(ProposedContext proposed) {
    if (!offer.supports(proposed.abstractSyntax())) {
      return refused(proposed, Result.ABSTRACT_SYNTAX_NOT_SUPPORTED);
    }
    return offer
        .choose(proposed.abstractSyntax(), proposed.transferSyntaxes())
        .map(syntax -> new AnsweredContext(proposed.id(), Result.ACCEPTANCE, syntax))
        .orElseGet(() -> refused(proposed, Result.TRANSFER_SYNTAXES_NOT_SUPPORTED));
  }

  /** The item needs some transfer syntax; nobody reads which. */
  private static AnsweredContext refused(ProposedContext proposed, Result result) {
    return new AnsweredContext(proposed.id(), result, proposed.transferSyntaxes().get(0));
  }

  /** One operation at a time; the requestor is the user of what it asks for, never the provider. */
  private UserInformation user(UserInformation requestor) {
    Optional<AsynchronousOperations> operations =
        requestor.asynchronousOperations().map(any -> AsynchronousOperations.SYNCHRONOUS);
    List<RoleSelection> roles =
        requestor.roles().stream()
            .filter(role -> offer.supports(role.sopClass()))
            .map(role -> new RoleSelection(role.sopClass(), role.scu(), false))
            .toList();
    return UserInformation.own(maximumLength).with(operations, roles);
  }
}
