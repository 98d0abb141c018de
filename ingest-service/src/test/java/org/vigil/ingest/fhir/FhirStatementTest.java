package org.vigil.ingest.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.IngestDefaults;
import org.vigil.ingest.order.OrderFixture;

/** The conformance statements, for people and for machines, say what the code does. */
class FhirStatementTest {
  private static final Path STATEMENT =
      Path.of(System.getProperty("vigil.root"), "docs", "conformance", "fhir.md");

  private final OrderFixture fixture = new OrderFixture();
  private final FhirDesk desk = new FhirDesk(fixture.desk, fixture.clock);

  @Test
  void itListsTheResourcesThatAreUsed() throws IOException {
    assertEquals(new TreeSet<>(FhirDesk.TAKEN), listed("(?m)^\\| ([A-Z][A-Za-z]+) \\|"));
  }

  @Test
  void itListsTheStatusesThatAreAnswered() throws IOException {
    String row = listed("(?m)^\\| refusals \\| (.*)$").iterator().next();
    assertEquals(
        Set.of("400", "401", "413", "422", "503"),
        Pattern.compile("\\b[0-9]{3}\\b")
            .matcher(row)
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet()));
  }

  @Test
  void itsLimitIsTheDefault() throws IOException {
    assertEquals(
        Set.of(IngestDefaults.settings().fhir().bundleBytes() / (1 << 20) + " MiB"),
        listed("`fhir.bundle-bytes` \\(([^)]*)\\)"));
  }

  @Test
  void theCapabilityStatementListsTheSame() throws IOException {
    FhirDesk.Answer answer = desk.capabilities();
    CapabilityStatement stated =
        FhirContext.forR4().newJsonParser().parseResource(CapabilityStatement.class, answer.body());
    assertEquals(
        listed("(?m)^\\| ([A-Z][A-Za-z]+) \\|"),
        stated.getRestFirstRep().getResource().stream()
            .map(CapabilityStatement.CapabilityStatementRestResourceComponent::getType)
            .collect(Collectors.toCollection(TreeSet::new)));
    assertEquals("4.0.1", stated.getFhirVersion().toCode());
    assertTrue(stated.hasDate() && stated.hasStatus() && stated.hasKind() && stated.hasFormat());
  }

  private static Set<String> listed(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(STATEMENT))
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
