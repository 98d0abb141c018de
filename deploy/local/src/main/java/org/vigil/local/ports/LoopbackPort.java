package org.vigil.local.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tells whether a server could listen on a loopback port now. */
public final class LoopbackPort {
  private LoopbackPort() {}

  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections that a stopped server left in TIME_WAIT do not keep the port taken.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
