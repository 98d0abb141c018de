package org.vigil.retrieval.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.vigil.platform.access.Callers;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.metric.LagMetrics;
import org.vigil.platform.store.ObjectStore;
import org.vigil.retrieval.embedding.InferenceEmbedder;
import org.vigil.retrieval.embedding.PictureEmbedder;
import org.vigil.retrieval.feed.ActiveSpaces;
import org.vigil.retrieval.feed.KafkaClients;
import org.vigil.retrieval.feed.LibraryFeed;
import org.vigil.retrieval.feed.RetrievalSettings;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.lookup.ClosenessBook;
import org.vigil.retrieval.lookup.Sight;
import org.vigil.retrieval.lookup.SimilarCases;
import org.vigil.retrieval.opensearch.OpenSearchIndexes;
import org.vigil.retrieval.snapshot.LibrarySnapshots;
import org.vigil.retrieval.thumbnail.Thumbnails;
import org.vigil.retrieval.upkeep.Purge;
import org.vigil.retrieval.upkeep.Upkeep;

/** Puts the plain parts together; starts and stops the feed. */
@ApplicationScoped
class RetrievalBeans {
  /** How often the upkeep looks whether something is due. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  @Produces
  @Singleton
  CaseLibrary library(RetrievalSettings settings, LibrarySnapshots snapshots) {
    if (!settings.snapshotEvery().isZero()) {
      snapshots.restore(settings.indexDir());
    }
    return switch (settings.engine()) {
      case LUCENE -> CaseLibrary.open(settings.indexDir(), settings.vectors());
      case OPENSEARCH ->
          CaseLibrary.open(settings.indexDir(), OpenSearchIndexes.connect(settings.opensearch()));
    };
  }

  @Produces
  @Singleton
  ActiveSpaces activeSpaces() {
    return new ActiveSpaces();
  }

  @Produces
  @Singleton
  LibraryFeed feed(
      KafkaSettings kafka, CaseLibrary library, ActiveSpaces active, RetrievalSettings settings) {
    return new LibraryFeed(
        new KafkaClients(kafka),
        library,
        active,
        settings.commitInterval(),
        Clock.systemUTC(),
        RandomGenerator.getDefault());
  }

  @Produces
  @Singleton
  Sight sight(RetrievalSettings settings) {
    return new Sight(settings.sharedSites().orElse(Set.of()), settings.consent());
  }

  @Produces
  @Singleton
  ClosenessBook closeness(CaseLibrary library, Sight sight, RetrievalSettings settings) {
    return new ClosenessBook(
        library, sight, settings.closeEnough(), settings.closeEnoughElsewhere());
  }

  @Produces
  @Singleton
  SimilarCases similarCases(
      CaseLibrary library, ActiveSpaces active, Sight sight, ClosenessBook closeness) {
    return new SimilarCases(library, active, sight, closeness);
  }

  @Produces
  @Singleton
  Thumbnails thumbnails(CaseLibrary library, ObjectStore store, Sight sight) {
    return new Thumbnails(library, store, sight);
  }

  @Produces
  @Singleton
  PictureEmbedder embedder(RetrievalSettings settings, Callers callers) {
    return new InferenceEmbedder(
        settings.inferenceUrl(), settings.inferenceTimeLimit(), callers::bearer);
  }

  @Produces
  @Singleton
  LibrarySnapshots snapshots(ObjectStore store, RetrievalSettings settings) {
    return new LibrarySnapshots(store, settings.instance(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  Upkeep upkeep(
      ClosenessBook closeness,
      LibraryFeed feed,
      CaseLibrary library,
      LibrarySnapshots snapshots,
      RetrievalSettings settings) {
    Optional<LibrarySnapshots> written =
        Optional.of(snapshots).filter(s -> !settings.snapshotEvery().isZero());
    Upkeep.Action learn =
        () -> {
          closeness.learn();
          return feed.isCaughtUp();
        };
    Upkeep.Action copy =
        () -> {
          boolean worthIt = feed.isCaughtUp() && library.size() > 0;
          if (worthIt) {
            snapshots.write(library);
          }
          return worthIt;
        };
    Upkeep.Action settle =
        () ->
            feed.isCaughtUp()
                && !Clock.systemUTC()
                    .instant()
                    .isBefore(feed.changedAt().plus(settings.settleAfter()))
                && library.settle();
    return new Upkeep(
        List.of(
            new Upkeep.Chore("settling", settings.settleAfter(), settle),
            new Upkeep.Chore("learning what is close", settings.learnEvery(), learn),
            new Upkeep.Chore("purging", settings.purgeWithin(), new Purge(library, written)),
            new Upkeep.Chore("the snapshot", settings.snapshotEvery(), copy)),
        Clock.systemUTC(),
        LOOK);
  }

  void onStart(
      @Observes StartupEvent event,
      LibraryFeed feed,
      CaseLibrary library,
      Upkeep upkeep,
      MeterRegistry metrics) {
    metrics.gauge("vigil_retrieval_studies", library, CaseLibrary::size);
    metrics
        .more()
        .counter("vigil_retrieval_dead_letters", List.of(), feed, LibraryFeed::deadLetters);
    new LagMetrics(metrics, LibraryFeed.TOPICS).watch(feed::clientMetrics);
    feed.start();
    upkeep.start();
  }

  void onStop(@Observes ShutdownEvent event, LibraryFeed feed, CaseLibrary library, Upkeep upkeep) {
    upkeep.close();
    feed.close();
    library.close();
  }
}
