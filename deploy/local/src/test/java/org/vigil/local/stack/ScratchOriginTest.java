package org.vigil.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchOriginTest {
  @TempDir Path home;
  private StackFolders folders;
  private ScratchOrigin origin;
  private Path state;

  @BeforeEach
  void aFirstStart() throws IOException {
    folders = new StackFolders(home);
    origin = new ScratchOrigin(folders);
    state = folders.scratch(Service.INGEST).resolve("streams/state");
    broker("first");
    assertEquals(Optional.empty(), origin.throwAwayForeign());
    writeState();
  }

  @Test
  void theSameBrokersStateIsKept() throws IOException {
    assertEquals(Optional.empty(), origin.throwAwayForeign());
    assertTrue(Files.exists(state));
  }

  @Test
  void anotherBrokersStateIsThrownAwayAndSaidSo() throws IOException {
    broker("second");
    String line = origin.throwAwayForeign().orElseThrow();
    assertTrue(line.startsWith(folders.scratch() + " was not made from broker second"), line);
    assertFalse(Files.exists(state));
    writeState();
    assertEquals(Optional.empty(), origin.throwAwayForeign());
    assertTrue(Files.exists(state));
  }

  @Test
  void stateOfAnUnknownBrokerIsThrownAway() throws IOException {
    Files.delete(folders.scratch().resolve("cluster-id"));
    assertTrue(origin.throwAwayForeign().isPresent());
    assertFalse(Files.exists(state));
  }

  @Test
  void aBrokerWithoutAnIdIsAnErrorAndNothingIsThrownAway() throws IOException {
    Files.writeString(folders.data("broker").resolve("log/meta.properties"), "version=1\n");
    assertThrows(IOException.class, origin::throwAwayForeign);
    assertTrue(Files.exists(state));
  }

  private void broker(String clusterId) throws IOException {
    Path log = Files.createDirectories(folders.data("broker").resolve("log"));
    Files.writeString(log.resolve("meta.properties"), "cluster.id=" + clusterId + "\n");
  }

  private void writeState() throws IOException {
    Files.createDirectories(state.getParent());
    Files.writeString(state, "offsets");
  }
}
