package org.vigil.platform.access;

/** Says who asks. Thread-safe; to be asked on a thread that serves a request. */
public interface Callers {

  /** Who sent the request that is being served. */
  Caller current();

  /** Whether callers have to say who they are; where not, each is {@link Caller#LOCAL}. */
  boolean signOn();
}
