package org.vigil.local.stack;

import java.nio.file.Path;

/**
 * The layout of a stack's folder (docs/local-stack.md).
 *
 * @param home the folder, {@code .vigil} in a checkout
 */
public record StackFolders(Path home) {

  /** What must survive a restart. */
  public Path data(String server) {
    return home.resolve("data").resolve(server);
  }

  /** What can be made again: unpacked natives, stream state, half-received uploads. */
  public Path scratch(Service service) {
    return scratch().resolve(service.word());
  }

  /** All of that, and from which broker it was made. */
  Path scratch() {
    return home.resolve("scratch");
  }

  /** Signs this stack's bundles. */
  public Path signingKey() {
    return home.resolve("keys").resolve("bundles.key");
  }

  /** Bundles that it has signed are loaded here. */
  public Path trustedKey() {
    return home.resolve("keys").resolve("bundles.pub");
  }

  public Path log(String process) {
    return home.resolve("logs").resolve(process + ".log");
  }

  public Path state() {
    return home.resolve("run").resolve("state.json");
  }

  /** Held by the one supervisor that may run over this folder. */
  public Path lock() {
    return home.resolve("run").resolve("lock");
  }
}
