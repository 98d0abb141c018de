package org.vigil.ingest.config;

import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Text that is burned into pixels (docs/dicom.md, "Burned-in text"). */
public interface BurnedInSettings {

  /** Whether radiographs are searched, and withheld from training and sharing if suspected. */
  @WithDefault("true")
  boolean enabled();

  /** Sites whose burned-in words are known to name nobody. */
  Optional<Set<String>> trustedSites();
}
