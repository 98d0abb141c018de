package org.vigil.local.supervisor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.local.stack.FakeHouse;

/** The supervisor as the process that it is. */
class SupervisorIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;
  private StateFile file;
  private Process supervisor;
  private int base;

  @BeforeEach
  void start() throws IOException {
    FakeHouse.in(folder);
    base = FakeHouse.freePortBase();
    file = new StateFile(folder.resolve("home/run/state.json"));
    supervisor = launch();
    awaitRunning();
  }

  @AfterEach
  void end() throws InterruptedException {
    supervisor.destroy();
    if (!supervisor.waitFor(60, TimeUnit.SECONDS)) {
      supervisor.destroyForcibly();
    }
  }

  @Test
  void beingToldToEndItStopsEverythingAndTakesItsStateBack() throws Exception {
    List<ProcessHandle> processes = supervisor.descendants().toList();
    assertEquals(7, processes.size());

    supervisor.destroy();

    assertTrue(supervisor.waitFor(60, TimeUnit.SECONDS));
    assertTrue(processes.stream().noneMatch(ProcessHandle::isAlive));
    assertTrue(file.read().isEmpty());
  }

  @Test
  void beingKilledItTakesItsProcessesWithItAndTheNextOneStarts() throws Exception {
    List<ProcessHandle> processes = supervisor.descendants().toList();

    supervisor.destroyForcibly().waitFor();
    assertTrue(file.readLive().isEmpty());
    supervisor = launch(); // At once: it waits for what the first one left behind.
    awaitRunning();

    assertTrue(processes.stream().noneMatch(ProcessHandle::isAlive));
    assertEquals(7, supervisor.descendants().count());
  }

  private void awaitRunning() {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                file.readLive()
                    .filter(state -> state.phase() == StackState.Phase.RUNNING)
                    .isPresent());
  }

  private Process launch() throws IOException {
    Path log = folder.resolve("supervisor.log");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dvigil.root=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            "org.vigil.local.cli.VigilCommand",
            "supervise",
            "--home",
            folder.resolve("home").toString(),
            "--port-base",
            Integer.toString(base))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
