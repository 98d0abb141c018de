package org.vigil.local.cli;

/** Says which tree the jars were built of; the script {@code vigil} works it out. */
final class BuildStamp {
  static final String VARIABLE = "VIGIL_BUILD_STAMP";

  private BuildStamp() {}

  static String ofEnvironment() {
    String stamp = System.getenv(VARIABLE);
    return stamp == null ? "" : stamp;
  }
}
