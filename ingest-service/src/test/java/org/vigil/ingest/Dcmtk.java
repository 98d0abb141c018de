package org.vigil.ingest;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs OFFIS DCMTK's command-line programs (Debian package dcmtk), a peer that is not ours. */
public final class Dcmtk {
  private static final long LIMIT_SECONDS = 120;

  private Dcmtk() {}

  /**
   * @param output standard output and standard error
   */
  public record Result(int status, String output) {}

  /** Skips the test where the program is not installed. */
  public static void require(String program) {
    boolean installed =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(installed, program + " is not installed: Debian has it in the package dcmtk");
  }

  public static Result run(String program, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    Path output = Files.createTempFile("dcmtk", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("TCP_NODELAY", "1");
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), () -> program + " hangs");
      String text = new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
      return new Result(process.exitValue(), text);
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
