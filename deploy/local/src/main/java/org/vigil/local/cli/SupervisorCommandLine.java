package org.vigil.local.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the background supervisor is started: this very program, in a session of its own. */
final class SupervisorCommandLine {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private SupervisorCommandLine() {}

  static List<String> of(Path home, PortOptions ports) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) { // Closing the terminal then does not end it.
      command.add(SETSID.toString());
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms16m", "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("-Dvigil.root=" + StackOptions.root());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(VigilCommand.class.getName(), "supervise", "--home", home.toString()));
    ports.base().ifPresent(base -> command.addAll(List.of("--port-base", base.toString())));
    return command;
  }
}
