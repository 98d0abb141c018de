package org.vigil.ingest.config;

import io.smallrye.config.WithDefault;
import java.util.Map;

/** The FHIR door (docs/conformance/fhir.md). */
public interface FhirSettings {

  /** Whether bundles are taken at all. */
  @WithDefault("false")
  boolean enabled();

  /** Longest bundle. */
  @WithDefault("4194304")
  int bundleBytes();

  /** Who may post, by a name of the operator's choice. Nobody else may. */
  Map<String, Client> clients();

  /** Systems that may post. */
  interface Client {
    /** The secret that it shows: {@code Authorization: Bearer ...}; at least 20 characters. */
    String token();

    /** The site whose orders it posts. */
    String site();
  }
}
