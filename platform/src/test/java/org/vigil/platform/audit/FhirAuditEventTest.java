package org.vigil.platform.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The fields that FHIR R4 requires of an AuditEvent, with its own codes. */
class FhirAuditEventTest {
  @Test
  void anOpenedStudyIsAReadOfDicomInstances() {
    JsonNode event = FhirAuditEvent.of(Chains.entry(1));
    assertEquals("AuditEvent", event.at("/resourceType").asText());
    assertEquals("110103", event.at("/type/code").asText());
    assertEquals("study-opened", event.at("/subtype/0/code").asText());
    assertEquals("R", event.at("/action").asText());
    assertEquals("0", event.at("/outcome").asText());
    assertEquals("2026-11-21T12:00:01Z", event.at("/recorded").asText());
    assertEquals("dr-a", event.at("/agent/0/who/identifier/value").asText());
    assertEquals("reader", event.at("/agent/0/role/0/text").asText());
    assertTrue(event.at("/agent/0/requestor").asBoolean());
    assertEquals("vigil-worklist", event.at("/source/observer/display").asText());
    assertEquals("s1", event.at("/entity/0/what/identifier/value").asText());
    assertEquals("urn:vigil:study", event.at("/entity/0/what/identifier/system").asText());
  }
}
