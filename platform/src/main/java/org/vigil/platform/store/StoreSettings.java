package org.vigil.platform.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the S3-compatible object store is. */
@ConfigMapping(prefix = "vigil.store")
public interface StoreSettings {

  @WithDefault("http://127.0.0.1:9000")
  URI endpoint();

  /** Anonymous without one. */
  Optional<String> accessKey();

  Optional<String> secretKey();

  @WithDefault("us-east-1")
  String region();

  /** Limit for connecting, and for each read and write of a socket. */
  @WithDefault("PT10S")
  Duration timeout();
}
