package org.vigil.local.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.vigil.embedded.process.ReadyCheck;

/** A service's own health checks; anything but UP within the time is a no. */
public final class HttpHealth {
  private static final int TIMEOUT_MILLIS = 2000;

  private HttpHealth() {}

  /**
   * Whether it can be used.
   *
   * @param url the service's address, without a trailing slash
   */
  public static ReadyCheck ready(String url) {
    URI check = URI.create(url + "/q/health/ready");
    return () -> answersOk(check);
  }

  /**
   * Whether it works at all: a service that waits for a server is alive and not ready.
   *
   * @param url the service's address, without a trailing slash
   */
  public static ReadyCheck alive(String url) {
    URI check = URI.create(url + "/q/health/live");
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
