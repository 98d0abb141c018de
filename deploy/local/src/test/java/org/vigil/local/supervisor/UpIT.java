package org.vigil.local.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.local.stack.FakeHouse;
import org.vigil.local.stack.StackPorts;

/** What {@code ./vigil up} says, as the command that it is, when the stack cannot come up. */
class UpIT {
  @TempDir Path folder;
  private StackPorts ports;
  private int base;

  /** An exit status and what stood on standard error. */
  private record Said(int status, String line) {}

  @BeforeEach
  void build() throws IOException {
    FakeHouse.in(folder);
    base = FakeHouse.freePortBase();
    ports = StackPorts.from(base);
  }

  @Test
  void aTakenPortIsOneLineThatSaysWhoseAndWhatToDo() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(ports.ingest(), 1, InetAddress.getLoopbackAddress())) {
      Said said = up();
      assertEquals(1, said.status());
      assertTrue(
          said.line().startsWith("vigil: port " + taken.getLocalPort() + " (ingest) is taken"),
          said.line());
      assertTrue(said.line().contains("--port-base N"), said.line());
    }
  }

  @Test
  void aServiceThatDoesNotComeUpIsOneLineWithItsLastWordsAndWhereToReadOn() throws Exception {
    Said said = up("-Dfake.fail=true");
    assertEquals(1, said.status());
    assertTrue(
        said.line().contains(" ended with status 1 while starting; its log says: ERROR the fake"),
        said.line());
    assertTrue(said.line().endsWith("(more in " + folder.resolve("home") + "/logs)"), said.line());
  }

  /** Every JVM takes JDK_JAVA_OPTIONS, the services through the supervisor. */
  private Said up(String... serviceFlags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager"); // As ./vigil does.
    command.addAll(List.of("-Dvigil.root=" + folder, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.vigil.local.cli.VigilCommand", "up", "--home"));
    command.addAll(List.of(folder.resolve("home").toString(), "--port-base", "" + base));
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(errors.toFile());
    if (serviceFlags.length > 0) {
      builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", serviceFlags));
    }
    Process process = builder.start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    List<String> lines =
        Files.readAllLines(errors, StandardCharsets.UTF_8).stream()
            .filter(line -> !line.startsWith("NOTE: Picked up"))
            .toList();
    assertEquals(1, lines.size(), lines::toString);
    assertFalse(
        new StateFile(folder.resolve("home/run/state.json")).readLive().isPresent(),
        "something still runs");
    return new Said(process.exitValue(), lines.getFirst());
  }
}
