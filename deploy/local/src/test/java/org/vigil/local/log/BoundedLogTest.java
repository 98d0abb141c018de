package org.vigil.local.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {
  @TempDir Path folder;

  @Test
  void aFullLogBecomesNumberOneAndTheOldestGoes() throws IOException {
    Path file = folder.resolve("a.log");
    try (BoundedLog log = new BoundedLog(file, 10, 2)) {
      for (int i = 0; i < 7; i++) {
        log.line("line" + i); // Six bytes with its end: one fits.
      }
    }
    assertEquals(List.of("line6"), Files.readAllLines(file));
    assertEquals(List.of("line5"), Files.readAllLines(folder.resolve("a.log.1")));
    assertEquals(List.of("line4"), Files.readAllLines(folder.resolve("a.log.2")));
    assertFalse(Files.exists(folder.resolve("a.log.3")));
  }

  @Test
  void anEarlierLogIsContinued() throws IOException {
    Path file = folder.resolve("a.log");
    Files.writeString(file, "before\n");
    try (BoundedLog log = new BoundedLog(file, 1000, 1)) {
      log.line("after");
    }
    assertEquals(List.of("before", "after"), Files.readAllLines(file));
  }

  @Test
  void aTailShowsTheEndAndThenWhatIsAddedEvenAfterARotation() throws IOException {
    Path file = folder.resolve("a.log");
    try (BoundedLog log = new BoundedLog(file, 20, 1)) {
      log.line("first");
      log.line("second");
      LogTail tail = new LogTail(file);
      assertEquals(List.of("second"), LogTail.last(file, 1));
      assertEquals(List.of(), tail.added());
      log.line("third");
      assertEquals(List.of("third"), tail.added());
      log.line("4th");
      assertEquals(List.of("4th"), tail.added());
    }
  }

  @Test
  void halfALineWaitsForItsOtherHalf() throws IOException {
    Path file = folder.resolve("a.log");
    Files.writeString(file, "");
    LogTail tail = new LogTail(file);
    Files.writeString(file, "hal");
    assertEquals(List.of(), tail.added());
    Files.writeString(file, "half\n");
    assertEquals(List.of("half"), tail.added());
  }

  @Test
  void theTellingLineIsTheInnermostCause() {
    List<String> lines =
        List.of(
            "INFO all is well",
            "ERROR it did not start",
            "java.lang.RuntimeException: outer",
            "\tat org.vigil.A.b(A.java:1)",
            "Caused by: java.net.BindException: Address already in use",
            "\t... 12 more",
            "INFO leaving");
    assertEquals(
        "Caused by: java.net.BindException: Address already in use", TellingLine.in(lines));
  }

  @Test
  void aCauseThatAnnouncesMoreIsShownWithIt() {
    List<String> lines = List.of("Caused by: ConfigException: failed:", "\tno such key", "bye");
    assertEquals("Caused by: ConfigException: failed: no such key", TellingLine.in(lines));
  }

  @Test
  void withoutACauseTheLastLineTells() {
    assertEquals("bye", TellingLine.in(List.of("hello", "bye", "\tat a.b(C)")));
    assertTrue(TellingLine.in(List.of()).isEmpty());
  }
}
