package org.vigil.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Where a stack lives and how its services are configured.
 *
 * @param root the checkout, built
 * @param home the stack's own folder: data, logs, state
 * @param ports loopback ports
 * @param startLimit how long one service may take to come up
 * @param minFreeBytes free space on the disk of {@code home} below which the stack does not start
 * @param overrides configuration by service, on top of what the supervisor passes
 */
public record StackSettings(
    Path root,
    Path home,
    StackPorts ports,
    Duration startLimit,
    long minFreeBytes,
    Map<Service, Map<String, String>> overrides) {
  private static final long GIB = 1L << 30;

  /** The settings of {@code ./vigil up}. */
  public static StackSettings of(Path root, Path home, StackPorts ports) {
    return new StackSettings(root, home, ports, Duration.ofMinutes(4), GIB, Map.of());
  }

  public StackSettings withOverrides(Map<Service, Map<String, String>> more) {
    return new StackSettings(root, home, ports, startLimit, minFreeBytes, Map.copyOf(more));
  }

  public StackFolders folders() {
    return new StackFolders(home);
  }
}
