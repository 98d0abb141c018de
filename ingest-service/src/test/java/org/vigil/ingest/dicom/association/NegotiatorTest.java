package org.vigil.ingest.dicom.association;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.ingest.config.IngestSettings;
import org.vigil.ingest.dicom.dimse.AcceptedContext;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.ingest.dicom.pdu.AnsweredContext;
import org.vigil.ingest.dicom.pdu.AssociateRj;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.AsynchronousOperations;
import org.vigil.ingest.dicom.pdu.ProposedContext;
import org.vigil.ingest.dicom.pdu.RejectReason;
import org.vigil.ingest.dicom.pdu.RoleSelection;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.pdu.UserInformation;

/** Who may call, and what is agreed on. */
class NegotiatorTest {
  private static final Uid CR = new Uid("1.2.840.10008.5.1.4.1.1.1");
  private static final Uid CT = new Uid("1.2.840.10008.5.1.4.1.1.2");
  private static final Uid IMPLICIT = new Uid("1.2.840.10008.1.2");
  private static final Uid EXPLICIT = new Uid("1.2.840.10008.1.2.1");
  private static final Uid J2K = new Uid("1.2.840.10008.1.2.4.90");
  private static final Uid HTJ2K = new Uid("1.2.840.10008.1.2.4.201");

  private static final Map<String, String> PEERS =
      Map.of(
          "vigil.ingest.dicom.peers.x-ray.ae-title", "XRAY1",
          "vigil.ingest.dicom.peers.x-ray.networks", "10.1.2.3,fd00::/8",
          "vigil.ingest.dicom.peers.x-ray.site", "st-olav",
          "vigil.ingest.dicom.peers.any.networks", "10.1.0.0/16",
          "vigil.ingest.dicom.peers.any.site", "ward");

  private final Negotiator negotiator =
      new Negotiator(
          Set.of(new AeTitle("VIGIL"), new AeTitle("TRIAGE")),
          peers(PEERS),
          new AbstractSyntaxes(Map.of(CR, List.of(EXPLICIT, IMPLICIT)), Map.of(CR, List.of(J2K))),
          65536);

  @ParameterizedTest
  @CsvSource({
    "VIGIL, XRAY1, 10.1.2.3, st-olav",
    "TRIAGE, XRAY1, fd12::7, st-olav",
    "VIGIL, XRAY1, 10.1.2.4, ward",
    "VIGIL, OTHER, 10.1.255.255, ward",
  })
  void titleAndAddressDecideTheSite(String called, String calling, String from, String site)
      throws Exception {
    Negotiation answer = answer(request(called, calling, List.of()), from);
    assertEquals(site, assertInstanceOf(Negotiation.Agreed.class, answer).peer().site().value());
  }

  @ParameterizedTest
  @CsvSource({
    "NOBODY, XRAY1, 10.1.2.3, CALLED_AE_TITLE_NOT_RECOGNIZED",
    "VIGIL, XRAY1, 10.2.0.1, CALLING_AE_TITLE_NOT_RECOGNIZED",
    "VIGIL, XRAY1, ::1, CALLING_AE_TITLE_NOT_RECOGNIZED",
    "VIGIL, '', 10.1.0.1, CALLING_AE_TITLE_NOT_RECOGNIZED",
  })
  void everybodyElseIsRejectedForGood(
      String called, String calling, String from, RejectReason reason) throws Exception {
    Negotiation answer = answer(request(called, calling, List.of()), from);
    assertEquals(new Negotiation.Rejected(new AssociateRj(true, reason)), answer);
  }

  @Test
  void anotherApplicationContextIsRejected() throws Exception {
    AssociateRq rq = request("VIGIL", "XRAY1", List.of());
    AssociateRq other =
        new AssociateRq(1, rq.called(), rq.calling(), new Uid("1.2.3"), rq.contexts(), rq.user());
    assertEquals(
        new Negotiation.Rejected(
            new AssociateRj(true, RejectReason.APPLICATION_CONTEXT_NAME_NOT_SUPPORTED)),
        answer(other, "10.1.2.3"));
  }

  @Test
  void theRequestorsFirstChoiceIsTakenAndTheToleratedLast() throws Exception {
    AssociateRq rq =
        request(
            "VIGIL",
            "XRAY1",
            List.of(
                new ProposedContext(1, CR, List.of(J2K, IMPLICIT, EXPLICIT)),
                new ProposedContext(3, CR, List.of(HTJ2K, J2K)),
                new ProposedContext(5, CR, List.of(HTJ2K)),
                new ProposedContext(7, CT, List.of(IMPLICIT))));
    Negotiation.Agreed agreed = (Negotiation.Agreed) answer(rq, "10.1.2.3");
    assertEquals(
        List.of(
            new AnsweredContext(1, AnsweredContext.Result.ACCEPTANCE, IMPLICIT),
            new AnsweredContext(3, AnsweredContext.Result.ACCEPTANCE, J2K),
            new AnsweredContext(5, AnsweredContext.Result.TRANSFER_SYNTAXES_NOT_SUPPORTED, HTJ2K),
            new AnsweredContext(7, AnsweredContext.Result.ABSTRACT_SYNTAX_NOT_SUPPORTED, IMPLICIT)),
        agreed.answer().contexts());
    assertEquals(
        Map.of(1, new AcceptedContext(1, CR, IMPLICIT), 3, new AcceptedContext(3, CR, J2K)),
        agreed.contexts());
  }

  @Test
  void oneOperationAtATimeAndTheDefaultRoles() throws Exception {
    AssociateRq rq =
        AssociateRq.of(
            new AeTitle("VIGIL"),
            new AeTitle("XRAY1"),
            List.of(new ProposedContext(1, CR, List.of(IMPLICIT))),
            UserInformation.own(0)
                .with(
                    Optional.of(new AsynchronousOperations(0, 0)),
                    List.of(new RoleSelection(CR, true, true), new RoleSelection(CT, true, true))));
    UserInformation user = ((Negotiation.Agreed) answer(rq, "10.1.2.3")).answer().user();
    assertEquals(Optional.of(AsynchronousOperations.SYNCHRONOUS), user.asynchronousOperations());
    assertEquals(List.of(new RoleSelection(CR, true, false)), user.roles());
    assertEquals(65536, user.maximumLength());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "hospital.example", "10.0.0.0/x", "::1/129", ""})
  void whatIsNoNetworkIsRefusedAtTheStart(String network) {
    assertThrows(IllegalArgumentException.class, () -> Network.parse(network));
  }

  @Test
  void aPeerWithAnImpossibleSiteIsNamed() {
    Map<String, String> wrong = new HashMap<>(PEERS);
    wrong.put("vigil.ingest.dicom.peers.any.site", "St. Olav");
    String message = assertThrows(IllegalArgumentException.class, () -> peers(wrong)).getMessage();
    assertEquals("vigil.ingest.dicom.peers.any", message.substring(0, message.indexOf(':')));
  }

  private Negotiation answer(AssociateRq request, String from) throws Exception {
    return negotiator.answer(request, InetAddress.getByName(from));
  }

  private static AssociateRq request(
      String called, String calling, List<ProposedContext> contexts) {
    return AssociateRq.of(
        new AeTitle(called),
        new AeTitle(calling),
        contexts.isEmpty() ? List.of(new ProposedContext(1, CR, List.of(IMPLICIT))) : contexts,
        UserInformation.own(16384));
  }

  private static Peers peers(Map<String, String> configuration) {
    return Peers.of(
        new SmallRyeConfigBuilder()
            .withMapping(IngestSettings.class)
            .withDefaultValues(configuration)
            .withDefaultValue("java.io.tmpdir", System.getProperty("java.io.tmpdir"))
            .build()
            .getConfigMapping(IngestSettings.class)
            .dicom()
            .peers());
  }
}
