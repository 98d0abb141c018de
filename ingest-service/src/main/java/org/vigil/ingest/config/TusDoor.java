package org.vigil.ingest.config;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.vigil.ingest.tus.TusLimits;
import org.vigil.ingest.tus.UploadFolder;

/** Opens the folder of resumable uploads and keeps it clean. */
@ApplicationScoped
class TusDoor {
  private static final Logger LOG = Logger.getLogger(TusDoor.class);

  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tus-sweep").factory());

  @Produces
  @Singleton
  UploadFolder folder(IngestSettings settings, Clock clock) throws IOException {
    return UploadFolder.open(
        settings.tus().folder(),
        new UploadFolder.Bounds(
            settings.limits().bytesPerImage(),
            settings.tus().bytesHeld(),
            settings.tus().lifetime(),
            settings.tus().lifetimeOnceUsed()),
        clock);
  }

  @Produces
  @Singleton
  TusLimits limits(IngestSettings settings) {
    return new TusLimits(settings.limits().bytesPerImage());
  }

  void start(@Observes StartupEvent event, UploadFolder folder, IngestSettings settings) {
    long every = settings.tus().sweepEvery().toMillis();
    sweeper.scheduleWithFixedDelay(() -> sweep(folder), every, every, TimeUnit.MILLISECONDS);
  }

  private static void sweep(UploadFolder folder) {
    try {
      int removed = folder.sweep();
      if (removed > 0) {
        LOG.infof("%d expired uploads were removed", removed);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("expired uploads could not be removed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    sweeper.shutdownNow();
  }
}
