package org.vigil.platform.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AuditJournalTest {
  @TempDir Path folder;

  @Test
  void whatWasWrittenIsReadInItsOrderAndTakenAwayFileByFile() throws Exception {
    try (AuditJournal journal = new AuditJournal(folder, 1000)) {
      journal.append(bytes("one"), true);
      journal.append(bytes("two"), false);
      Path first = journal.oldest().orElseThrow();
      journal.append(bytes("three"), true);
      assertEquals(List.of("one", "two"), texts(first));
      journal.remove(first);
      Path second = journal.oldest().orElseThrow();
      assertEquals(List.of("three"), texts(second));
      journal.remove(second);
      assertEquals(0, journal.held());
    }
  }

  @Test
  void aProcessThatFollowsGoesOnWithWhatWasLeft() throws Exception {
    try (AuditJournal before = new AuditJournal(folder, 1000)) {
      before.append(bytes("left"), true);
    }
    try (AuditJournal after = new AuditJournal(folder, 1000)) {
      after.append(bytes("new"), true);
      Path first = after.oldest().orElseThrow();
      assertEquals(List.of("left"), texts(first));
      after.remove(first);
      assertEquals(List.of("new"), texts(after.oldest().orElseThrow()));
    }
  }

  @Test
  void aRecordThatACrashCutIsNotRead() throws Exception {
    Path file;
    try (AuditJournal journal = new AuditJournal(folder, 1000)) {
      journal.append(bytes("whole"), true);
      journal.append(bytes("cut"), true);
      file = journal.oldest().orElseThrow();
    }
    byte[] all = Files.readAllBytes(file);
    for (int length = all.length - 1; length > 8 + "whole".length(); length--) {
      Files.write(file, Arrays.copyOf(all, length));
      assertEquals(List.of("whole"), texts(file), "cut at " + length);
    }
    all[all.length - 1] ^= 1;
    Files.write(file, all);
    assertEquals(List.of("whole"), texts(file), "last byte damaged");
  }

  @Test
  void aFullJournalRefusesAndKeepsWhatItHas() throws Exception {
    try (AuditJournal journal = new AuditJournal(folder, 30)) {
      journal.append(bytes("0123456789"), true);
      assertThrows(IOException.class, () -> journal.append(bytes("0123456789"), true));
      Path file = journal.oldest().orElseThrow();
      assertEquals(List.of("0123456789"), texts(file));
      journal.remove(file);
      journal.append(bytes("0123456789"), true);
    }
  }

  @Test
  void aClosedJournalTakesNothingAndGivesOutTheRest() throws Exception {
    AuditJournal journal = new AuditJournal(folder, 1000);
    journal.append(bytes("last"), false);
    journal.close();
    assertThrows(IOException.class, () -> journal.append(bytes("late"), false));
    Path file = journal.oldest().orElseThrow();
    assertEquals(List.of("last"), texts(file));
    journal.remove(file);
    assertEquals(Optional.empty(), journal.oldest());
  }

  @Test
  void processesInOnePlaceTakeFoldersOfTheirOwnAndNothingIsLeftBehind() throws Exception {
    JournalFolder one = JournalFolder.take(folder);
    JournalFolder two = JournalFolder.take(folder);
    assertNotEquals(one.path(), two.path());
    try (AuditJournal first = new AuditJournal(one.path(), 1000);
        AuditJournal second = new AuditJournal(two.path(), 1000)) {
      first.append(bytes("a"), true);
      second.append(bytes("b"), true);
    }
    one.lock().acquiredBy().close();
    two.lock().acquiredBy().close();

    JournalFolder next = JournalFolder.take(folder);
    try (AuditJournal journal = new AuditJournal(next.path(), 1000)) {
      Path first = journal.oldest().orElseThrow();
      assertEquals(List.of("a"), texts(first));
      journal.remove(first);
      assertEquals(List.of("b"), texts(journal.oldest().orElseThrow()));
    }
    next.lock().acquiredBy().close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> texts(Path file) throws IOException {
    return AuditJournal.read(file).stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }
}
