package org.vigil.local.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.local.stack.StackPorts;

class StateFileTest {
  @TempDir Path folder;
  private StateFile file;

  @BeforeEach
  void open() {
    file = new StateFile(folder.resolve("run/state.json"));
  }

  @Test
  void whatWasWrittenIsRead() {
    StackState state = state(ProcessHandle.current().pid(), ownStart());
    file.write(state);
    assertEquals(Optional.of(state), file.read());
    assertEquals(Optional.of(state), file.readLive());
    assertEquals(StackPorts.from(20000), file.read().orElseThrow().stackPorts());
  }

  @Test
  void aLaterProcessOfTheSameIdIsNotTheSupervisor() {
    file.write(state(ProcessHandle.current().pid(), ownStart() - 5000));
    assertTrue(file.read().isPresent());
    assertTrue(file.readLive().isEmpty());
  }

  @Test
  void anUnreadableFileIsNoState() throws IOException {
    assertTrue(file.read().isEmpty());
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/state.json"), "{ half");
    assertTrue(file.read().isEmpty());
  }

  private static long ownStart() {
    return StackState.startOf(ProcessHandle.current());
  }

  private static StackState state(long pid, long start) {
    return new StackState(
        pid,
        start,
        StackState.Phase.RUNNING,
        "",
        "abc",
        StackPorts.from(20000).byName(),
        List.of(new StackState.Entry("ingest", "ready", 42, 1, "")));
  }
}
