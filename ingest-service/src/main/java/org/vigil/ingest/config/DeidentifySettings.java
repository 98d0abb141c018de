package org.vigil.ingest.config;

import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** De-identification by PS3.15 annex E (docs/dicom.md). */
public interface DeidentifySettings {

  /** At least 64 hexadecimal digits; without it nothing is given out de-identified. */
  Optional<String> key();

  /** Retain Longitudinal Temporal Information with Modified Dates. */
  @WithDefault("false")
  boolean modifiedDates();

  /** Clean Descriptors: words that descriptions may keep, in lower case. */
  Optional<Set<String>> descriptorWords();

  /** Retain Safe Private: {@code CREATOR:EE} for each attribute that stays. */
  Optional<Set<String>> safePrivate();

  /** Whether objects go out that do not say whether text is burned into their pixels. */
  @WithDefault("false")
  boolean trustPixels();
}
