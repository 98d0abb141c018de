package org.vigil.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code ./vigil send} says, in one line, about what it cannot send. */
class SendCommandTest {
  @TempDir Path folder;

  /** An exit status and the first line on standard error. */
  private record Said(int status, String line) {}

  @Test
  void aMissingPath() {
    assertEquals(new Said(1, "vigil: " + folder + "/gone does not exist"), send(folder + "/gone"));
  }

  @Test
  void anEmptyFolder() {
    assertEquals(new Said(1, "vigil: there is no picture under " + folder), send(folder));
  }

  @Test
  void aFolderWithoutPictures() throws IOException {
    Files.writeString(folder.resolve("readme.txt"), "nothing to see");
    assertEquals(new Said(1, "vigil: there is no picture under " + folder), send(folder));
  }

  @Test
  void aFileThatMayNotBeRead() throws IOException {
    Path secret = picture("secret.png");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(secret), "the superuser may read everything");
    assertEquals(
        new Said(1, "vigil: " + secret + " may not be read"), send("--kind", "skin", secret));
  }

  @Test
  void noKind() throws IOException {
    Path photo = picture("photo.png");
    assertEquals(
        new Said(
            1,
            "vigil: 1 of 1 files are not DICOM and do not say what they show (first: "
                + photo
                + "): add --kind, one of chest-xray, skin, tongue"),
        send(photo));
  }

  @Test
  void anUnknownKind() throws IOException {
    assertEquals(
        new Said(
            2, "Invalid value for option '--kind': 'knee' is none of chest-xray, skin, tongue"),
        send("--kind", "knee", picture("photo.png")));
  }

  @Test
  void aSiteThatIsNone() throws IOException {
    assertEquals(
        new Said(
            2,
            "Invalid value for option '--site': a site is 1 to 40 characters of a-z, 0-9 and"
                + " inner hyphens"),
        send("--site", "St. Olav", "--kind", "skin", picture("photo.png")));
  }

  @Test
  void noPath() {
    assertEquals(new Said(2, "Missing required parameter: 'PATH'"), send("--kind", "skin"));
  }

  @Test
  void noRequestAtOnce() throws IOException {
    assertEquals(
        new Said(2, "--parallel is 1 to 64, not 0"),
        send("--parallel", "0", "--kind", "skin", picture("photo.png")));
  }

  @Test
  void aMissingTable() throws IOException {
    Path table = folder.resolve("gone.csv");
    assertEquals(
        new Said(1, "vigil: " + table + " does not exist"),
        send("--kind", "skin", "--metadata", table, picture("photo.png")));
  }

  @Test
  void nothingRuns() throws IOException {
    assertEquals(
        new Said(3, "vigil: Vigil is not running: ./vigil up starts it"),
        send("--kind", "skin", picture("photo.png")));
  }

  private Path picture(String name) throws IOException {
    return Files.write(folder.resolve(name), new byte[] {1, 2, 3});
  }

  private Said send(Object... arguments) {
    List<String> words = new ArrayList<>(List.of("send", "--home", folder + "-home"));
    List.of(arguments).forEach(argument -> words.add(argument.toString()));
    StringWriter err = new StringWriter();
    CommandLine command =
        VigilCommand.commandLine()
            .setErr(new PrintWriter(err, true))
            .setOut(new PrintWriter(new StringWriter()));
    int status = command.execute(words.toArray(String[]::new));
    return new Said(status, err.toString().lines().findFirst().orElse(""));
  }
}
