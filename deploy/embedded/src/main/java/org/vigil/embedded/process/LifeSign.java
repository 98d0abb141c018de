package org.vigil.embedded.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Asks a server on a loopback port something cheap and takes any answer as a sign of life. A server
 * that hangs still accepts connections, because the kernel does that; but it says nothing.
 */
public final class LifeSign {
  private static final int TIMEOUT_MILLIS = 2000;
  private static final short API_VERSIONS = 18;

  private LifeSign() {}

  /** A server that speaks HTTP; whatever status it answers. */
  public static ReadyCheck http(int port) {
    return () -> answers(port, "HEAD / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * A Kafka broker, asked with an ApiVersions request of version 0, which every broker answers
   * (Kafka protocol guide, "Retrieving Supported API versions"): size, key, version, correlation
   * id, no client id.
   */
  public static ReadyCheck kafka(int port) {
    ByteBuffer request = ByteBuffer.allocate(14);
    request.putInt(10).putShort(API_VERSIONS).putShort((short) 0).putInt(1).putShort((short) -1);
    return () -> answers(port, request.array());
  }

  private static boolean answers(int port, byte[] question) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.getOutputStream().write(question);
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}
