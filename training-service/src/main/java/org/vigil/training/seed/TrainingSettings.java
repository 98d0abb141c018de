package org.vigil.training.seed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The training service's own configuration. */
@ConfigMapping(prefix = "vigil.training")
public interface TrainingSettings {

  /**
   * Folder of bundles to import at start-up, as {@code <slot>/<version>/manifest.json, ...}.
   * Without one nothing is imported.
   */
  Optional<Path> seedBundles();

  /**
   * Private Ed25519 key (PEM) that every bundle is signed with. Without one bundles are not signed.
   */
  Optional<Path> signingKey();

  /** How long a write may wait for the broker's acknowledgement. */
  @WithDefault("PT10S")
  Duration acknowledgementLimit();
}
