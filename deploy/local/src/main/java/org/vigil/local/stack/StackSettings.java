package org.vigil.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.vigil.local.supervise.RestartPolicy;

/**
 * Where a stack lives and how its services are configured.
 *
 * @param root the checkout, built
 * @param home the stack's own folder: data, logs, state
 * @param ports loopback ports
 * @param startLimit how long one service may take to come up
 * @param restarts when a process is started again
 * @param minFreeBytes free space on the disk of {@code home} below which the stack does not start
 * @param overrides configuration by service, on top of what the supervisor passes
 */
public record StackSettings(
    Path root,
    Path home,
    StackPorts ports,
    Duration startLimit,
    RestartPolicy restarts,
    long minFreeBytes,
    Map<Service, Map<String, String>> overrides) {
  private static final long GIB = 1L << 30;

  /** The settings of {@code ./vigil up}. */
  public static StackSettings of(Path root, Path home, StackPorts ports) {
    // The store refuses keys under a relative folder, and each process has a folder of its own.
    Path absolute = home.toAbsolutePath().normalize();
    return new StackSettings(
        root, absolute, ports, Duration.ofMinutes(4), RestartPolicy.DEFAULT, GIB, Map.of());
  }

  public StackSettings withOverrides(Map<Service, Map<String, String>> more) {
    return new StackSettings(
        root, home, ports, startLimit, restarts, minFreeBytes, Map.copyOf(more));
  }

  public StackSettings withRestarts(RestartPolicy policy) {
    return new StackSettings(root, home, ports, startLimit, policy, minFreeBytes, overrides);
  }

  public StackFolders folders() {
    return new StackFolders(home);
  }
}
