package org.vigil.local.stack;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  @TempDir Path folder;

  @Test
  void aTakenPortIsNamedWithItsUseAndWhatToDo() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      String line =
          assertThrows(StackException.class, () -> Preflight.checkPort("broker", port))
              .getMessage();
      assertTrue(line.startsWith("port " + port + " (broker) is taken"), line);
      assertTrue(line.contains("--port-base"), line);
    }
  }

  @Test
  void aFullDiskIsNamedWithWhatIsNeeded() {
    String line =
        assertThrows(StackException.class, () -> Preflight.checkDisk(folder, Long.MAX_VALUE))
            .getMessage();
    assertTrue(line.contains("MB are free on the disk of " + folder), line);
    assertDoesNotThrow(() -> Preflight.checkDisk(folder, 1));
  }

  @Test
  void aServiceThatIsNotBuiltIsNamed() {
    StackSettings settings = StackSettings.of(folder, folder.resolve("home"), StackPorts.free());
    String line =
        assertThrows(
                StackException.class, () -> Preflight.check(settings, List.of(Service.values())))
            .getMessage();
    assertTrue(line.startsWith("ingest-service is not built"), line);
  }

  @Test
  void aBaseGivesEveryUseAPortOfItsOwn() {
    Set<Integer> ports = new HashSet<>(StackPorts.from(30000).byName().values());
    assertEquals(8, ports.size());
    assertTrue(ports.stream().allMatch(port -> port >= 30000 && port < 30008));
    assertThrows(IllegalArgumentException.class, () -> StackPorts.from(80));
  }

  @Test
  void aJarsManifestSaysWhichFlagsItNeeds() {
    Attributes manifest = new Attributes();
    manifest.putValue("Add-Opens", "java.base/java.lang java.base/java.nio");
    assertEquals(
        List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED"),
        ManifestFlags.of(manifest));
  }
}
