package org.vigil.embedded.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether a server can be used. */
@FunctionalInterface
public interface ReadyCheck {

  boolean isReady();

  /** Ready when something accepts connections on a loopback port. */
  static ReadyCheck portOpen(int port) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** Ready when the server has written this file. */
  static ReadyCheck fileExists(Path file) {
    return () -> Files.exists(file);
  }
}
