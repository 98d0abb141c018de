package org.vigil.inference.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.vigil.inference.batch.BatchRule;
import org.vigil.inference.batch.LatencyBudget;
import org.vigil.inference.config.InferenceSettings;
import org.vigil.inference.model.BundleLoader;
import org.vigil.inference.model.BundleShelf;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.inference.routing.Router;
import org.vigil.inference.routing.RoutingRule;
import org.vigil.inference.study.PictureReader;
import org.vigil.inference.study.PictureWork;
import org.vigil.inference.study.ResultEvents;
import org.vigil.inference.study.StudyPreparer;
import org.vigil.models.scoring.Devices;
import org.vigil.platform.metric.LagMetrics;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.store.ObjectKeys;

/** Puts the service together. */
@ApplicationScoped
class FlowBeans {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  ModelDirectory models(InferenceSettings settings, ObjectStore store, Clock clock) {
    BundleLoader loader =
        new BundleLoader(BundleShelf.forHeap(store), Devices.named(settings.device()));
    return new ModelDirectory(loader, clock, settings.modelGrace());
  }

  void showSlots(
      @Observes StartupEvent event,
      InferenceSettings settings,
      ModelDirectory models,
      MeterRegistry registry) {
    SlotMetrics.register(
        registry,
        models,
        settings.routing().rules().stream().map(rule -> RoutingRule.of(rule).slot()).toList());
  }

  @Produces
  @Singleton
  StudyPreparer preparer(InferenceSettings settings, ModelDirectory models) {
    Router router = new Router(settings.routing().rules().stream().map(RoutingRule::of).toList());
    return new StudyPreparer(
        router,
        models,
        new PictureReader(settings.maxPixels()),
        new PictureWork(Runtime.getRuntime().maxMemory() / 2, settings.prepareThreads()));
  }

  @Produces
  @Singleton
  FlowParts parts(
      InferenceSettings settings,
      StudyPreparer preparer,
      ObjectStore store,
      MeterRegistry registry,
      Clock clock) {
    return new FlowParts(
        new Preparations(
            preparer,
            image -> store.get(ObjectKeys.images(image.getObjectKey())),
            new LatencyBudget(settings.budget().stat(), settings.budget().routine())),
        new BatchRule(settings.maxBatch()),
        new ComputeThread("compute"),
        new BatchScorer(settings.maxBatch(), clock, System::nanoTime),
        new ResultEvents(clock),
        new FlowMetrics(registry),
        new QueueMetrics(registry, clock),
        new LagMetrics(registry, ScoringSession.TOPICS),
        clock);
  }
}
