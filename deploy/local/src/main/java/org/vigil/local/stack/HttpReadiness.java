package org.vigil.local.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.vigil.embedded.process.ReadyCheck;

/** Ready when a service's own readiness check says UP. */
public final class HttpReadiness {
  private static final int TIMEOUT_MILLIS = 2000;

  private HttpReadiness() {}

  /**
   * @param url the service's address, without a trailing slash
   */
  public static ReadyCheck of(String url) {
    URI check = URI.create(url + "/q/health/ready");
    return () -> answersOk(check);
  }

  private static boolean answersOk(URI check) {
    try {
      HttpURLConnection connection = (HttpURLConnection) check.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() == 200;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
