package org.vigil.embedded.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Turns sign-on on in a service's integration test, at an {@link IdentityProvider}. To be given
 * with {@code restrictToAnnotatedClass = true}: otherwise it is on in every test of the module.
 */
public final class SignOnServer implements QuarkusTestResourceLifecycleManager {
  private static volatile IdentityProvider running;

  /** The provider of the running test. */
  public static IdentityProvider provider() {
    return running;
  }

  @Override
  public Map<String, String> start() {
    try {
      running = IdentityProvider.start();
      return running.configuration();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    IdentityProvider provider = running;
    running = null;
    if (provider != null) {
      provider.close();
    }
  }
}
