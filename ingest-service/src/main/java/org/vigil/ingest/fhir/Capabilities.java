package org.vigil.ingest.fhir;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;

/**
 * What the FHIR door can do, for machines (FHIR R4, CapabilityStatement): transactions and batches,
 * in JSON, and nothing to be read back. docs/conformance/fhir.md says the same to people.
 */
final class Capabilities {
  /** When what is stated last changed. */
  private static final LocalDate STATED = LocalDate.of(2026, 11, 21);

  private Capabilities() {}

  static CapabilityStatement statement() {
    CapabilityStatement statement = new CapabilityStatement();
    statement
        .setStatus(PublicationStatus.ACTIVE)
        .setDate(Date.from(STATED.atStartOfDay(ZoneOffset.UTC).toInstant()))
        .setKind(CapabilityStatement.CapabilityStatementKind.INSTANCE)
        .setFhirVersion(FHIRVersion._4_0_1)
        .addFormat("json");
    statement.getSoftware().setName("Vigil ingest");
    statement.getImplementation().setDescription("Orders and patients for triage");
    rest(statement.addRest());
    return statement;
  }

  private static void rest(CapabilityStatement.CapabilityStatementRestComponent rest) {
    rest.setMode(CapabilityStatement.RestfulCapabilityMode.SERVER);
    rest.setDocumentation("Bundles are taken as a whole or not at all, batches too.");
    rest.getSecurity().setDescription("A bearer token of a client that is configured.");
    rest.addInteraction().setCode(CapabilityStatement.SystemRestfulInteraction.TRANSACTION);
    rest.addInteraction().setCode(CapabilityStatement.SystemRestfulInteraction.BATCH);
    FhirDesk.TAKEN.stream()
        .sorted()
        .forEach(
            type ->
                rest.addResource()
                    .setType(type)
                    .setDocumentation("Used as an entry of a bundle; no interaction of its own."));
  }
}
