package org.vigil.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where this module's build put the servers' jars.
 *
 * @param target the module's {@code target} folder
 */
public record ServerLibraries(Path target) {

  /** The libraries of the checkout that system property {@code vigil.root} names. */
  public static ServerLibraries ofCheckout() {
    String root = System.getProperty("vigil.root");
    if (root == null) {
      throw new IllegalStateException("system property vigil.root must name the checkout");
    }
    return new ServerLibraries(Path.of(root, "deploy", "embedded", "target"));
  }

  /** The class path of {@link org.vigil.embedded.process.WatchedMain}, which needs nothing else. */
  public String launcherClassPath() {
    return target.resolve("classes").toString();
  }

  String brokerClassPath() {
    return classPath("broker-lib");
  }

  String storeClassPath() {
    return classPath("store-lib");
  }

  private String classPath(String folder) {
    Path libraries = target.resolve(folder);
    if (!Files.isDirectory(libraries)) {
      throw new IllegalStateException(libraries + " is missing: build deploy/embedded first");
    }
    return launcherClassPath() + ":" + libraries.resolve("*");
  }
}
