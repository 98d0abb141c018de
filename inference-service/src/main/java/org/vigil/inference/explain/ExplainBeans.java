package org.vigil.inference.explain;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.vigil.inference.config.InferenceSettings;
import org.vigil.inference.flow.AfterPublishing;
import org.vigil.inference.flow.ComputeThread;
import org.vigil.inference.flow.DeviceDemand;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.inference.study.PictureReader;
import org.vigil.inference.study.PictureWork;
import org.vigil.platform.store.ObjectStore;

/** Puts the explanations together. */
@ApplicationScoped
class ExplainBeans {

  @Produces
  @Singleton
  ExplanationMetrics metrics(MeterRegistry registry) {
    return new ExplanationMetrics(registry);
  }

  @Produces
  @Singleton
  ExplanationDesk desk(
      InferenceSettings settings,
      ComputeThread compute,
      DeviceDemand demand,
      ObjectStore store,
      ExplanationMetrics metrics,
      Clock clock) {
    InferenceSettings.Explanations wanted = settings.explanations();
    return new ExplanationDesk(
        compute,
        demand,
        new ExplanationShelf(store),
        metrics,
        clock,
        wanted.method(),
        new ExplanationDesk.Limits(wanted.maxWaiting(), wanted.patience()));
  }

  @Produces
  @Singleton
  AfterPublishing urgentStudies(InferenceSettings settings, ExplanationDesk desk, Clock clock) {
    return settings.explanations().enabled()
        ? new UrgentStudies(desk, clock, settings.explanations().findings())
        : results -> {};
  }

  @Produces
  @Singleton
  WantedExplanations wanted(
      InferenceSettings settings,
      ModelDirectory models,
      ObjectStore store,
      PictureReader reader,
      PictureWork work,
      ExplanationDesk desk,
      ExplanationMetrics metrics,
      Clock clock) {
    return new WantedExplanations(
        models, store, reader, work, desk, metrics, clock, settings.explanations().patience());
  }
}
