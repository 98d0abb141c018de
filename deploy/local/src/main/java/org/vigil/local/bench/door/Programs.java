package org.vigil.local.bench.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.vigil.local.stack.StackException;

/** Runs programs that are not ours: DCMTK's, with TCP_NODELAY, and Orthanc. */
final class Programs {
  private static final int SHOWN = 400;

  private Programs() {}

  /**
   * @throws StackException naming what to install, if a program is not on the path
   */
  static void require(String program, String debianPackage) {
    boolean installed =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    if (!installed) {
      throw new StackException(
          "%s is not installed: Debian has it in the package %s".formatted(program, debianPackage));
    }
  }

  /** Starts a program whose output goes to a file. */
  static Process start(Path output, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // Otherwise DCMTK waits 40 ms for each answer, and both servers look alike.
    builder.environment().put("TCP_NODELAY", "1");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a program to its end.
   *
   * @throws StackException with what it said last, if it fails
   */
  static void run(Path output, List<String> command) throws InterruptedException {
    awaitSuccess(start(output, command), output, command.get(0));
  }

  static void awaitSuccess(Process process, Path output, String program)
      throws InterruptedException {
    try {
      if (process.waitFor() != 0) {
        String said = new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1).strip();
        throw new StackException(
            program + " failed: " + said.substring(Math.max(0, said.length() - SHOWN)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
