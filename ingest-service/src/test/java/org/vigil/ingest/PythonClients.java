package org.vigil.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Clients in Python that {@code src/test/scripts/install_clients.sh} installs. */
final class PythonClients {
  private static final Path MODULE = Path.of(System.getProperty("vigil.root"), "ingest-service");
  private static final Path PROGRAMS = MODULE.resolve("target/clients/bin");

  private PythonClients() {}

  /** Skips the test where the clients are not installed. */
  static String program(String name) {
    Path program = PROGRAMS.resolve(name);
    assumeTrue(
        Files.isExecutable(program),
        "no " + name + ": ingest-service/src/test/scripts/install_clients.sh installs it");
    return program.toString();
  }

  static String script(String name) {
    return MODULE.resolve("src/test/scripts").resolve(name).toString();
  }
}
