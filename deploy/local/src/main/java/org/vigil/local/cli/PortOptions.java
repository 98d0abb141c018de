package org.vigil.local.cli;

import java.util.Optional;
import org.vigil.local.stack.StackPorts;
import picocli.CommandLine.Option;

/** Which ports a stack that starts shall use. */
final class PortOptions {
  @Option(
      names = "--port-base",
      paramLabel = "N",
      description = "use ports N to N+7 in place of 8080-8084, 9092 and 9000",
      defaultValue = "${env:VIGIL_PORT_BASE}")
  private Integer base;

  StackPorts ports() {
    return Optional.ofNullable(base).map(StackPorts::from).orElseGet(StackPorts::standard);
  }

  Optional<Integer> base() {
    return Optional.ofNullable(base);
  }
}
