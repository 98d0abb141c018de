package org.vigil.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.vigil.embedded.process.FreePorts;

/** Opens the service's HL7 port and FHIR door to this machine. */
public final class OrderDoors implements QuarkusTestResourceLifecycleManager {
  static final String TOKEN = "a-token-of-the-test-alone";

  private static volatile int port;

  static int port() {
    return port;
  }

  @Override
  public Map<String, String> start() {
    port = FreePorts.next();
    return Map.of(
        "vigil.ingest.hl7.enabled", "true",
        "vigil.ingest.hl7.port", Integer.toString(port),
        "vigil.ingest.hl7.senders.ris.networks", "127.0.0.1",
        "vigil.ingest.hl7.senders.ris.site", "st-olav",
        "vigil.ingest.fhir.enabled", "true",
        "vigil.ingest.fhir.clients.ehr.token", TOKEN,
        "vigil.ingest.fhir.clients.ehr.site", "st-olav");
  }

  @Override
  public void stop() {}
}
