package org.vigil.platform.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Says at the start when others than this machine can reach a service that asks nobody's name. */
@ApplicationScoped
public class OpenDoorNotice {
  private static final Logger LOG = Logger.getLogger(OpenDoorNotice.class);
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  private final AccessSettings settings;
  private final String host;

  OpenDoorNotice(AccessSettings settings, @ConfigProperty(name = "quarkus.http.host") String host) {
    this.settings = settings;
    this.host = host;
  }

  void onStart(@Observes StartupEvent event) {
    if (isOpen(settings.signOn(), host)) {
      LOG.warnf(
          "sign-on is off and %s is not this machine only: whoever reaches this service may do"
              + " everything (docs/access.md)",
          host);
    }
  }

  static boolean isOpen(boolean signOn, String host) {
    return !signOn && !LOOPBACK.contains(host);
  }
}
