package org.vigil.inference.archive;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.vigil.inference.flow.ComputeThread;
import org.vigil.inference.flow.DeviceDemand;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.inference.study.PictureReader;
import org.vigil.inference.study.PictureWork;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.store.ObjectKeys;

/** Puts the archive's parts together. */
@ApplicationScoped
class ArchiveBeans {

  @Produces
  @Singleton
  ArchiveMetrics metrics(MeterRegistry registry) {
    return new ArchiveMetrics(registry);
  }

  @Produces
  @Singleton
  ArchiveEmbedder embedder(
      ModelDirectory models,
      ObjectStore store,
      PictureReader reader,
      PictureWork work,
      ComputeThread compute,
      DeviceDemand demand,
      Clock clock) {
    return new ArchiveEmbedder(
        models,
        image -> store.get(ObjectKeys.images(image.getObjectKey())),
        reader,
        work,
        compute,
        demand,
        clock,
        ArchiveKeeper.PATIENCE);
  }
}
