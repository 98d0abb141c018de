package org.vigil.deploy.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackUpTest {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("vigil.root")).resolve("deploy/bad-days");
  @TempDir private Path folder;
  private Path home;
  private Path copy;

  @BeforeEach
  void makeUpAStack() throws IOException {
    home = folder.resolve("home");
    copy = folder.resolve("copy.tar");
    write("data/broker/t-0/0.log", "records");
    write("data/store/bucket/object", "bytes");
    write("scratch/ingest/state", "made again");
  }

  @Test
  void topicsAndObjectsGoTogetherAndWhatIsMadeAgainStays() throws Exception {
    assertEquals(0, run("back-up", home, copy));
    Path other = folder.resolve("other");
    assertEquals(0, run("restore", copy, other));
    assertEquals("records", Files.readString(other.resolve("data/broker/t-0/0.log")));
    assertEquals("bytes", Files.readString(other.resolve("data/store/bucket/object")));
    assertFalse(Files.exists(other.resolve("scratch")));
  }

  @Test
  void aStackThatRunsIsNotCopied() throws Exception {
    write(
        "run/state.json", "{\n  \"supervisor\" : %d\n}\n".formatted(ProcessHandle.current().pid()));
    assertNotEquals(0, run("back-up", home, copy));
    assertFalse(Files.exists(copy));
  }

  @Test
  void aCopyNeverGoesOverWhatIsThere() throws Exception {
    assertEquals(0, run("back-up", home, copy));
    write("data/broker/t-0/0.log", "newer");
    assertNotEquals(0, run("restore", copy, home));
    assertEquals("newer", Files.readString(home.resolve("data/broker/t-0/0.log")));
  }

  @Test
  void whereThereIsNoStackThereIsNoCopy() throws Exception {
    assertNotEquals(0, run("back-up", folder.resolve("nothing"), copy));
    assertTrue(Files.notExists(copy));
  }

  private void write(String file, String text) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private int run(String script, Path... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
    for (Path argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start()
        .waitFor();
  }
}
