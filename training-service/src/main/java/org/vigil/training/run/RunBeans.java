package org.vigil.training.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.vigil.platform.access.Callers;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.store.ObjectStore;
import org.vigil.training.dataset.DataSetFiles;
import org.vigil.training.dataset.FeedbackDataSets;
import org.vigil.training.feedback.CaseParts;
import org.vigil.training.feedback.LabelledPool;
import org.vigil.training.gate.Gate;
import org.vigil.training.gate.GateArchive;
import org.vigil.training.gate.GateSettings;
import org.vigil.training.gate.PromotionGate;
import org.vigil.training.pool.PoolSettings;
import org.vigil.training.registry.BundleArchive;
import org.vigil.training.registry.BundleRegistry;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.report.ReportArchive;
import org.vigil.training.seed.RegistryStart;
import org.vigil.training.seed.SeedOutcome;
import org.vigil.training.seed.TrainingSettings;

/** Puts the plain parts of runs and of the gate together. */
@ApplicationScoped
class RunBeans {

  @Produces
  @Singleton
  CaseParts parts(PoolSettings pool) {
    return new CaseParts(
        pool.validationShare(), pool.testShare(), pool.auditShare(), pool.partSeed());
  }

  @Produces
  @Singleton
  RunArchive archive(RunSettings settings) {
    return new RunArchive(settings.folder());
  }

  @Produces
  @Singleton
  EventPublisher publisher(KafkaSettings kafka, TrainingSettings settings) {
    return EventPublisher.connect(kafka, settings.acknowledgementLimit());
  }

  void close(@Disposes EventPublisher publisher) {
    publisher.close();
  }

  @Produces
  @Singleton
  RunVoice voice(EventPublisher publisher) {
    return new ProgressTopic(publisher, Clock.systemUTC());
  }

  @Produces
  @Singleton
  RunDesk desk(RunArchive archive, RunVoice voice, RunSettings settings) {
    return new RunDesk(
        archive, voice, settings.maxQueued(), Clock.systemUTC(), RandomGenerator.getDefault());
  }

  @Produces
  @Singleton
  TrainingEngine engine(RunSettings settings) {
    return new ChildProcessEngine(settings, TrainerClassPath.ours());
  }

  @Produces
  @Singleton
  RunPreparation preparation(
      RegistryState registry,
      BundleArchive bundles,
      LabelledPool pool,
      CaseParts parts,
      ObjectStore store,
      RunSettings settings) {
    return new RunPreparation(
        registry, bundles, pool, new FeedbackDataSets(parts), new DataSetFiles(store), settings);
  }

  @Produces
  @Singleton
  GateArchive decisions(ObjectStore store) {
    return new GateArchive(store);
  }

  @Produces
  @Singleton
  RunWork work(
      TrainingEngine engine,
      BundleRegistry registry,
      GateSettings gate,
      GateArchive decisions,
      ObjectStore store,
      RunArchive archive,
      RunVoice voice,
      RunSettings settings) {
    return new RunWork(
        engine,
        registry,
        new Gate(gate),
        decisions,
        new ReportArchive(store),
        archive,
        voice,
        settings.restarts(),
        Clock.systemUTC());
  }

  @Produces
  @Singleton
  PromotionGate promotionGate(
      RegistryState state,
      GateArchive decisions,
      GateSettings rules,
      RegistryStart start,
      Callers callers) {
    return new PromotionGate(
        state, decisions, rules, bundle -> isInstalled(start, bundle), callers.signOn());
  }

  private static boolean isInstalled(RegistryStart start, String bundle) {
    return start.outcomes().stream()
        .flatMap(java.util.Collection::stream)
        .anyMatch(
            outcome ->
                outcome.folder().equals(bundle) && outcome.result() != SeedOutcome.Result.REFUSED);
  }
}
