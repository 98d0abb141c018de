package org.vigil.deploy.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every resource of every overlay is what the API servers, Strimzi and KEDA take. */
class SchemasTest {

  @ParameterizedTest
  @CsvSource({
    "small, 1.37.0",
    "ha, 1.37.0",
    "gpu, 1.37.0",
    "small, 1.36.0",
    "ha, 1.36.0",
    "gpu, 1.36.0"
  })
  void everyResourceFitsItsSchema(String overlay, String kubernetes) throws Exception {
    Schemas schemas = Schemas.ofKubernetes(kubernetes);
    for (JsonNode resource : Overlay.render(overlay).resources()) {
      assertEquals(
          java.util.List.of(),
          schemas.faults(resource),
          Overlay.kind(resource) + " " + Overlay.named(resource));
    }
  }

  @Test
  void aMisspeltFieldIsFoundInOurKindsAndInOthers() throws Exception {
    Schemas schemas = Schemas.ofKubernetes("1.37.0");
    for (String kind : new String[] {"Deployment", "KafkaTopic", "Kafka", "ScaledObject"}) {
      ObjectNode resource = Overlay.render("ha").ofKind(kind).findFirst().orElseThrow().deepCopy();
      ((ObjectNode) resource.get("spec")).put("replicaz", 1);
      assertFalse(schemas.faults(resource).isEmpty(), kind);
    }
  }
}
