package org.vigil.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether callers have to sign on, and where their token says whose studies they may see. */
@ConfigMapping(prefix = "vigil.access")
public interface AccessSettings {

  /** Off only where nobody but this machine can reach the services. */
  @WithDefault("false")
  boolean signOn();

  /** The token's claim that lists sites; {@code *} in it means every site. */
  @WithDefault("sites")
  String siteClaim();
}
