package org.vigil.inference.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Function;
import org.vigil.inference.batch.BatchRule;
import org.vigil.inference.batch.Deadlines;
import org.vigil.inference.batch.LatencyBudget;
import org.vigil.inference.config.InferenceSettings;
import org.vigil.inference.model.BundleLoader;
import org.vigil.inference.model.BundleShelf;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.inference.model.SignedShelf;
import org.vigil.inference.routing.Router;
import org.vigil.inference.routing.RoutingRule;
import org.vigil.inference.study.PictureReader;
import org.vigil.inference.study.PictureWork;
import org.vigil.inference.study.ResultEvents;
import org.vigil.inference.study.StudyPreparer;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleVerifier;
import org.vigil.models.scoring.Devices;
import org.vigil.platform.metric.LagMetrics;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.bundle.SigningKeys;
import org.vigil.schemas.event.BundleRef;
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
        new BundleLoader(shelf(settings, store), Devices.named(settings.device()));
    return settings
        .modelMemory()
        .map(
            budget ->
                new ModelDirectory(loader, budget.asLongValue(), clock, settings.modelGrace()))
        .orElseGet(() -> new ModelDirectory(loader, clock, settings.modelGrace()));
  }

  /** With keys configured, only what one of them has signed. */
  private static Function<BundleRef, BundleFiles> shelf(
      InferenceSettings settings, ObjectStore store) {
    Function<BundleRef, BundleFiles> all = BundleShelf.forHeap(store);
    return settings
        .bundleKeys()
        .map(files -> new BundleVerifier(files.stream().map(SigningKeys::readPublic).toList()))
        .<Function<BundleRef, BundleFiles>>map(verifier -> new SignedShelf(all, verifier))
        .orElse(all);
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
  PictureReader reader(InferenceSettings settings) {
    return new PictureReader(settings.maxPixels());
  }

  @Produces
  @Singleton
  PictureWork work(InferenceSettings settings) {
    return new PictureWork(Runtime.getRuntime().maxMemory() / 2, settings.prepareThreads());
  }

  @Produces
  @Singleton
  ComputeThread compute() {
    return new ComputeThread("compute");
  }

  @Produces
  @Singleton
  DeviceDemand demand() {
    return new DeviceDemand();
  }

  @Produces
  @Singleton
  StudyPreparer preparer(
      InferenceSettings settings, ModelDirectory models, PictureReader reader, PictureWork work) {
    Router router = new Router(settings.routing().rules().stream().map(RoutingRule::of).toList());
    return new StudyPreparer(router, models, reader, work);
  }

  @Produces
  @Singleton
  FlowParts parts(
      InferenceSettings settings,
      StudyPreparer preparer,
      ModelDirectory models,
      ComputeThread compute,
      DeviceDemand demand,
      AfterPublishing afterPublishing,
      ObjectStore store,
      MeterRegistry registry,
      Clock clock) {
    Deadlines deadlines = new Deadlines(settings.deadline().stat(), settings.deadline().routine());
    return new FlowParts(
        new Preparations(
            preparer,
            image -> store.get(ObjectKeys.images(image.getObjectKey())),
            new LatencyBudget(settings.budget().stat(), settings.budget().routine()),
            deadlines,
            clock),
        new BatchRule(settings.maxBatch()),
        deadlines,
        compute,
        new BatchScorer(settings.maxBatch(), clock, System::nanoTime),
        new ResultEvents(clock),
        new FlowMetrics(registry, new BundleMetrics(registry, models::slots, clock)),
        new QueueMetrics(registry, clock),
        demand,
        afterPublishing,
        new LagMetrics(registry, ScoringSession.TOPICS),
        clock);
  }
}
