package org.vigil.local.cli;

import java.nio.file.Path;
import org.vigil.local.stack.StackFolders;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.stack.StackSettings;
import org.vigil.local.supervisor.StateFile;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class StackOptions {
  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description = "the stack's data, logs and state (default: .vigil in the checkout)",
      defaultValue = "${env:VIGIL_HOME}")
  private Path home;

  static Path root() {
    String root = System.getProperty("vigil.root");
    return Path.of(root == null ? "." : root).toAbsolutePath().normalize();
  }

  Path home() {
    boolean given = home != null && !home.toString().isEmpty();
    return given ? home.toAbsolutePath().normalize() : root().resolve(".vigil");
  }

  StackFolders folders() {
    return new StackFolders(home());
  }

  StateFile stateFile() {
    return new StateFile(folders().state());
  }

  StackSettings settings(StackPorts ports) {
    return StackSettings.of(root(), home(), ports);
  }
}
