package org.vigil.ingest.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.vigil.ingest.order.Order;
import org.vigil.ingest.order.OrderDesk;
import org.vigil.ingest.order.Patient;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.id.SiteId;

/** Takes one bundle to safety and answers it. Thread-safe. */
public final class FhirDesk {
  /** Types of resources that are used. */
  static final Set<String> TAKEN = Set.of("ServiceRequest", "Patient", "ImagingStudy", "Media");

  private final FhirContext context = FhirContext.forR4();
  private final OrderDesk orders;
  private final Clock clock;

  public FhirDesk(OrderDesk orders, Clock clock) {
    this.orders = orders;
    this.clock = clock;
  }

  /**
   * An answer.
   *
   * @param body a resource in JSON
   */
  record Answer(int status, String body) {}

  Answer take(SiteId site, byte[] body) {
    Read read;
    try {
      read = read(body);
    } catch (
        RuntimeException e) { // The parser's own checks have gaps: whatever it throws, it is this.
      return refuse(400, OperationOutcome.IssueType.STRUCTURE, "not a Bundle of FHIR R4 in JSON");
    }
    try {
      return take(site, read, body);
    } catch (StoreUnavailableException | BrokerUnavailableException e) {
      return refuse(
          503,
          OperationOutcome.IssueType.TRANSIENT,
          "store or broker do not answer: send it again");
    }
  }

  /** What a bundle says. */
  private record Read(Bundle bundle, List<Order> orders, List<Patient> updates) {}

  private Read read(byte[] body) {
    Bundle bundle = parser().parseResource(Bundle.class, new String(body, StandardCharsets.UTF_8));
    BundleReader reader = new BundleReader(bundle, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    return new Read(bundle, reader.orders(), reader.updates());
  }

  private Answer take(SiteId site, Read read, byte[] body) {
    Optional<Bundle.BundleType> answer = answerType(read.bundle().getType());
    if (answer.isEmpty()) {
      return refuse(
          422, OperationOutcome.IssueType.NOTSUPPORTED, "a bundle is a transaction or a batch");
    }
    if (read.orders().isEmpty() && read.updates().isEmpty()) {
      return refuse(
          422,
          OperationOutcome.IssueType.REQUIRED,
          "neither an accession number (identifier of type ACSN) nor a Patient with an identifier");
    }
    orders.take(site, read.orders(), body);
    read.updates().forEach(patient -> orders.update(site, patient, body));
    return new Answer(200, parser().encodeResourceToString(answered(read.bundle(), answer.get())));
  }

  private static Optional<Bundle.BundleType> answerType(Bundle.BundleType type) {
    return switch (type) {
      case TRANSACTION -> Optional.of(Bundle.BundleType.TRANSACTIONRESPONSE);
      case BATCH -> Optional.of(Bundle.BundleType.BATCHRESPONSE);
      case null, default -> Optional.empty();
    };
  }

  /** Each entry's fate, in their order; what is not taken is kept with the bundle and says so. */
  private static Bundle answered(Bundle bundle, Bundle.BundleType type) {
    Bundle answer = new Bundle();
    answer.setType(type);
    for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
      Resource resource = entry.getResource();
      var response = answer.addEntry().getResponse();
      if (resource != null && TAKEN.contains(resource.fhirType())) {
        response.setStatus("200 OK");
      } else {
        response.setStatus("202 Accepted");
        response.setOutcome(
            outcome(
                OperationOutcome.IssueSeverity.INFORMATION,
                OperationOutcome.IssueType.INFORMATIONAL,
                "kept with the bundle, not used"));
      }
    }
    return answer;
  }

  Answer capabilities() {
    return new Answer(200, parser().encodeResourceToString(Capabilities.statement()));
  }

  Answer refuse(int status, OperationOutcome.IssueType type, String words) {
    OperationOutcome outcome = outcome(OperationOutcome.IssueSeverity.ERROR, type, words);
    return new Answer(status, parser().encodeResourceToString(outcome));
  }

  private static OperationOutcome outcome(
      OperationOutcome.IssueSeverity severity, OperationOutcome.IssueType type, String words) {
    OperationOutcome outcome = new OperationOutcome();
    outcome.addIssue().setSeverity(severity).setCode(type).setDiagnostics(words);
    return outcome;
  }

  private IParser parser() {
    return context.newJsonParser();
  }
}
