package org.vigil.local.simulate;

/** A simulated study: when the front door took it, and when the worklist had it. Milliseconds. */
final class Study {
  private double acknowledged;
  private double listed;

  void acknowledged(double at) {
    acknowledged = at;
  }

  void listed(double at) {
    listed = at;
  }

  double listed() {
    return listed;
  }

  /** From the front door's answer to its place with a score. */
  double toWorklist() {
    return listed - acknowledged;
  }
}
