package org.vigil.local.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP/1.1 as it stands on the wire, for requests that no client library would send. */
final class Wire {
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int MOST = 64 << 10;

  private Wire() {}

  /** What came back, as far as it was read. */
  record Reply(String text) {
    /** 0 where the connection was ended without a word. */
    int status() {
      return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    boolean hasHeader(String name, String part) {
      String head = text.split("\r\n\r\n", 2)[0].toLowerCase(Locale.ROOT);
      return head.lines()
          .anyMatch(
              line ->
                  line.startsWith(name.toLowerCase(Locale.ROOT) + ":")
                      && line.contains(part.toLowerCase(Locale.ROOT)));
    }
  }

  /**
   * Sends a request without a body and reads the answer's head and beginning.
   *
   * @param headers lines, each with its line end
   */
  static Reply ask(int port, String method, String path, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String request =
          "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n%s\r\n"
              .formatted(method, path, port, headers);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new Reply(read(socket.getInputStream()));
    }
  }

  /** Streams of events never end: their head is enough. */
  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      int read = in.read(buffer);
      while (read > 0 && bytes.size() < MOST) {
        bytes.write(buffer, 0, read);
        boolean endless = bytes.toString(StandardCharsets.ISO_8859_1).contains("text/event-stream");
        read = endless ? -1 : in.read(buffer);
      }
    } catch (SocketTimeoutException e) {
      throw new IOException("no whole answer in time after: " + bytes, e);
    } catch (IOException e) {
      // A server may end the connection on what it does not want to read.
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
