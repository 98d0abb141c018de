package org.vigil.local.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortOwnerTest {

  @Test
  void aTakenPortIsNotFreeAndItsOwnerIsNamed() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "owners are found on Linux only");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      assertFalse(LoopbackPort.isFree(port));
      assertTrue(
          PortOwner.of(port).orElseThrow().contains("(pid " + ProcessHandle.current().pid() + ")"));
    }
  }

  @Test
  void aReleasedPortIsFreeAndHasNoOwner() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertTrue(LoopbackPort.isFree(port));
    assertEquals(Optional.empty(), PortOwner.of(port));
  }
}
