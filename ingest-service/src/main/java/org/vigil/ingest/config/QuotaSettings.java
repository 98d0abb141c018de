package org.vigil.ingest.config;

import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** How much a site may send (docs/ingest.md); each instance counts for itself. */
public interface QuotaSettings {

  /** Images a second of sites that are not named below; as many as they like if absent. */
  Optional<Double> imagesPerSecond();

  /** Images at once. */
  @WithDefault("200")
  int burst();

  /** Images a second by site. */
  Map<String, Double> sites();
}
