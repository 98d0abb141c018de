package org.vigil.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server that is not ours is held, with a stand-in that tells its arguments and waits. */
class MinioBinaryTest {
  @TempDir private Path folder;
  private Process process;
  private BufferedReader words;

  @BeforeEach
  void startTheStandIn() throws IOException {
    Path program = folder.resolve("minio");
    Files.writeString(program, "#!/bin/sh\necho $$ \"$@\"\nexec sleep 60\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder builder =
        new ProcessBuilder(new MinioBinary(program).command(folder.resolve("data"), 9123));
    process = builder.start();
    words = process.inputReader();
  }

  @AfterEach
  void endIt() {
    process.destroyForcibly();
  }

  @Test
  void theProcessThatIsKilledIsTheServerItself() throws Exception {
    String said = words.readLine();
    assertEquals(
        process.pid() + " server " + folder.resolve("data") + " --address 127.0.0.1:9123 --quiet",
        said);
    process.destroyForcibly();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
  }

  @Test
  void itEndsWhenWhoeverStartedItIsGone() throws Exception {
    words.readLine();
    assertFalse(process.waitFor(200, TimeUnit.MILLISECONDS));
    process.outputWriter().close();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
  }

  @Test
  void itsObjectsAreKeptApartFromTheEmbeddedStores() {
    assertEquals(Path.of("/a/store-minio"), MinioBinary.data(Path.of("/a/store")));
  }
}
