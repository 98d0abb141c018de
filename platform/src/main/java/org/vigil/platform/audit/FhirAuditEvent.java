package org.vigil.platform.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vigil.schemas.event.AuditAction;
import org.vigil.schemas.event.AuditAgent;
import org.vigil.schemas.event.AuditOutcome;
import org.vigil.schemas.event.AuditRecorded;
import org.vigil.schemas.event.AuditThing;
import org.vigil.schemas.word.Words;

/** An audit record as a FHIR R4 AuditEvent resource (https://hl7.org/fhir/R4/auditevent.html). */
public final class FhirAuditEvent {
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String OBJECT_ROLE =
      "http://terminology.hl7.org/CodeSystem/audit-entity-type";

  private FhirAuditEvent() {}

  public static ObjectNode of(AuditRecorded record) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("resourceType", "AuditEvent");
    event.put("id", record.getId());
    event.set("type", type(record));
    event.putArray("subtype").add(coding("urn:vigil:audit:act", record.getAct()));
    event.put("action", action(record.getAction()));
    event.put("recorded", record.getRecorded().toString());
    event.put("outcome", outcome(record.getOutcome()));
    if (record.getDetail() != null) {
      event.put("outcomeDesc", record.getDetail());
    }
    event.putArray("agent").add(agent(record.getAgent()));
    event.putObject("source").putObject("observer").put("display", record.getObserver());
    ArrayNode entities = event.putArray("entity");
    record.getThings().forEach(thing -> entities.add(entity(thing)));
    return event;
  }

  private static ObjectNode type(AuditRecorded record) {
    return Words.parse(Act.class, record.getAct())
        .map(act -> coding(DCM, act.typeCode()).put("display", act.typeName()))
        .orElseGet(() -> coding("urn:vigil:audit:act", record.getAct())); // Of a newer version.
  }

  private static ObjectNode coding(String system, String code) {
    return JsonNodeFactory.instance.objectNode().put("system", system).put("code", code);
  }

  private static ObjectNode agent(AuditAgent agent) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    agent.getRoles().forEach(role -> roles.addObject().put("text", role));
    if (!roles.isEmpty()) {
      json.set("role", roles);
    }
    json.putObject("who").putObject("identifier").put("value", agent.getName());
    json.put("requestor", true);
    return json;
  }

  /** Studies and images are system objects (2), by our own names. */
  private static ObjectNode entity(AuditThing thing) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("what")
        .putObject("identifier")
        .put("system", "urn:vigil:" + thing.getType())
        .put("value", thing.getName());
    json.set("type", coding(OBJECT_ROLE, "2").put("display", "System Object"));
    return json;
  }

  private static String action(AuditAction action) {
    return action.name().substring(0, 1);
  }

  private static String outcome(AuditOutcome outcome) {
    return switch (outcome) {
      case SUCCESS -> "0";
      case MINOR_FAILURE -> "4";
      case SERIOUS_FAILURE -> "8";
      case MAJOR_FAILURE -> "12";
    };
  }
}
