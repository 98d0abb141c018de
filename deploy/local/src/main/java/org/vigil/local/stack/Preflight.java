package org.vigil.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vigil.local.ports.LoopbackPort;
import org.vigil.local.ports.PortOwner;

/** What must be true before anything is started; each failure is one line that says what to do. */
final class Preflight {
  private Preflight() {}

  /**
   * @throws StackException for the first thing that is not as it must be
   */
  static void check(StackSettings settings, List<Service> services) throws IOException {
    checkBuilt(settings.root(), services);
    checkDisk(settings.home(), settings.minFreeBytes());
    settings.ports().byName().forEach(Preflight::checkPort);
  }

  private static void checkBuilt(Path root, List<Service> services) {
    for (Service service : services) {
      if (!Files.exists(service.jar(root))) {
        throw new StackException(
            "%s-service is not built: run ./vigil up, or ./mvnw package".formatted(service.word()));
      }
    }
  }

  static void checkDisk(Path home, long minFreeBytes) throws IOException {
    Files.createDirectories(home);
    long free = Files.getFileStore(home).getUsableSpace();
    if (free < minFreeBytes) {
      throw new StackException(
          "only %d MB are free on the disk of %s, and %d MB are needed: free some space, or name"
                  .formatted(free >> 20, home, minFreeBytes >> 20)
              + " another folder with --home");
    }
  }

  static void checkPort(String use, int port) {
    if (LoopbackPort.isFree(port)) {
      return;
    }
    String owner = PortOwner.of(port).map(by -> " by " + by).orElse("");
    throw new StackException(
        "port %d (%s) is taken%s: end that program, or start with --port-base N to use N to N+7"
            .formatted(port, use, owner));
  }
}
