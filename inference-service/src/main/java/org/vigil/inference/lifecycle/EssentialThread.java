package org.vigil.inference.lifecycle;

import io.quarkus.runtime.Quarkus;
import org.jboss.logging.Logger;

/**
 * Starts threads without which the service only looks alive. What they cannot handle, such as an
 * engine that cannot be linked, ends the process with status 1: whoever watches over it starts a
 * new one, and what was not committed is done again.
 */
public final class EssentialThread {
  private static final Logger LOG = Logger.getLogger(EssentialThread.class);

  private EssentialThread() {}

  /** Starts one, as a daemon: it never keeps an orderly shutdown waiting by itself. */
  public static Thread start(String name, Runnable work) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .uncaughtExceptionHandler(EssentialThread::endProcess)
        .start(work);
  }

  private static void endProcess(Thread thread, Throwable failure) {
    LOG.fatalf(failure, "thread %s cannot go on; the process ends", thread.getName());
    Quarkus.asyncExit(1);
  }
}
