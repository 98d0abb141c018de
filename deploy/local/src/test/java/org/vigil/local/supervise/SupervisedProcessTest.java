package org.vigil.local.supervise;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.process.ReadyCheck;
import org.vigil.embedded.process.ServerSpec;
import org.vigil.local.log.BoundedLog;
import org.vigil.platform.retry.ExponentialBackoff;

class SupervisedProcessTest {
  private static final RestartPolicy QUICK =
      new RestartPolicy(
          new ExponentialBackoff(Duration.ofMillis(20), Duration.ofMillis(80), 0),
          3,
          Duration.ofMinutes(1),
          Duration.ofMillis(20),
          3);

  @TempDir Path folder;
  private final List<ProcessState> states = new CopyOnWriteArrayList<>();
  private BoundedLog log;
  private SupervisedProcess process;

  @BeforeEach
  void openLog() {
    log = new BoundedLog(folder.resolve("log"), 1 << 20, 1);
  }

  @AfterEach
  void end() {
    process.stop();
    log.close();
  }

  @Test
  void aProcessThatIsKilledIsStartedAgain() {
    start("touch ready; exec sleep 60", Duration.ofSeconds(20));
    process.firstReady().orTimeout(20, TimeUnit.SECONDS).join();
    long first = process.view().state().pid().orElseThrow();

    process.kill();

    await().until(() -> process.view().restarts() == 1 && isReady());
    assertNotEquals(first, process.view().state().pid().orElseThrow());
    assertTrue(states.stream().anyMatch(s -> s.detail().contains("was ended by signal 9")));
  }

  @Test
  void theWaitGrowsWhileItKeepsFailing() {
    start("touch ready; sleep 0.2; exit 7", Duration.ofSeconds(20));

    await().until(() -> process.view().restarts() >= 3);

    List<Duration> waits =
        states.stream()
            .filter(ProcessState.BackingOff.class::isInstance)
            .map(state -> ((ProcessState.BackingOff) state).delay())
            .limit(3)
            .toList();
    assertEquals(
        List.of(Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofMillis(80)), waits);
  }

  @Test
  void aProcessThatNeverComesUpIsGivenUpWithItsLastWords() {
    start("echo no such disk; exit 3", Duration.ofSeconds(20));

    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () -> process.firstReady().orTimeout(20, TimeUnit.SECONDS).join());

    assertInstanceOf(StartFailedException.class, failure.getCause());
    assertEquals(
        "sample ended with status 3 while starting; its log says: no such disk",
        failure.getCause().getMessage());
    assertEquals(2, process.view().restarts());
  }

  @Test
  void aProcessThatTakesTooLongIsEndedAndNotTriedAgain() {
    start("exec sleep 60", Duration.ofMillis(300));

    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () -> process.firstReady().orTimeout(20, TimeUnit.SECONDS).join());

    assertTrue(failure.getCause().getMessage().contains("was not ready after"));
    assertEquals(0, process.view().restarts());
    assertTrue(process.view().state().pid().isEmpty());
  }

  @Test
  void aProcessWithoutASignOfLifeIsKilledAndStartedAgain() {
    start("touch ready; exec sleep 60", Duration.ofSeconds(20));
    process.firstReady().orTimeout(20, TimeUnit.SECONDS).join();
    long first = process.view().state().pid().orElseThrow();

    deleteIfThere(folder.resolve("ready"));

    await().until(() -> process.view().restarts() == 1 && isReady());
    assertNotEquals(first, process.view().state().pid().orElseThrow());
    assertTrue(states.stream().anyMatch(s -> s.detail().startsWith("hung (no sign of life)")));
  }

  @Test
  void aStoppedProcessStaysStopped() {
    start("touch ready; exec sleep 60", Duration.ofSeconds(20));
    process.firstReady().orTimeout(20, TimeUnit.SECONDS).join();
    ProcessHandle handle =
        ProcessHandle.of(process.view().state().pid().orElseThrow()).orElseThrow();

    process.stop();

    assertFalse(handle.isAlive());
    assertInstanceOf(ProcessState.Stopped.class, process.view().state());
    assertEquals(0, process.view().restarts());
  }

  private boolean isReady() {
    return process.view().state() instanceof ProcessState.Ready;
  }

  private void start(String script, Duration startLimit) {
    Path mark = folder.resolve("ready");
    ServerSpec spec =
        new ServerSpec(
            "sample",
            () -> {
              deleteIfThere(mark);
              return List.of("sh", "-c", "cd '" + folder + "'; " + script);
            },
            Map.of(),
            ReadyCheck.fileExists(mark),
            ReadyCheck.fileExists(mark),
            startLimit);
    process =
        new SupervisedProcess(
            spec, log, QUICK, new Random(1), Clock.systemUTC(), view -> states.add(view.state()));
    process.start();
  }

  private static void deleteIfThere(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
