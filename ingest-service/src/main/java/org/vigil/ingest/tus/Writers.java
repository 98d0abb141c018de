package org.vigil.ingest.tus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one request at a time write an upload. A sender that comes again has given its last request
 * up, though the network may not have told us: the earlier writer is interrupted and gives way.
 * Thread-safe.
 */
final class Writers {
  private static final long PATIENCE_SECONDS = 5;

  private final Map<UploadKey, Writer> writers = new ConcurrentHashMap<>();

  /** A turn at writing; closing it lets the next begin. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  private static final class Writer {
    final ReentrantLock lock = new ReentrantLock(true);
    int users; // Guarded by the map's lock on the key.
    private Thread holder;

    synchronized void interruptHolder() {
      if (holder != null) {
        holder.interrupt();
      }
    }

    synchronized void held() {
      holder = Thread.currentThread();
    }

    /** An interrupt that came too late is not meant for what the thread does next. */
    synchronized void left() {
      holder = null;
      Thread.interrupted();
    }
  }

  /**
   * @throws org.vigil.platform.problem.ProblemException 423 if the earlier writer goes on for long
   */
  Turn take(UploadKey key) throws InterruptedException {
    Writer writer =
        writers.compute(
            key,
            (k, known) -> {
              Writer found = known == null ? new Writer() : known;
              found.users++;
              return found;
            });
    boolean taken = false;
    try {
      writer.interruptHolder();
      taken = writer.lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      if (!taken) {
        leave(key);
      }
    }
    if (!taken) {
      throw TusProblems.busy();
    }
    writer.held();
    return () -> release(key, writer);
  }

  private void release(UploadKey key, Writer writer) {
    writer.left();
    writer.lock.unlock();
    leave(key);
  }

  private void leave(UploadKey key) {
    writers.computeIfPresent(key, (k, writer) -> --writer.users == 0 ? null : writer);
  }
}
