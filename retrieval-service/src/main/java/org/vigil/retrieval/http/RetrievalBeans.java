package org.vigil.retrieval.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.metric.LagMetrics;
import org.vigil.retrieval.feed.ActiveSpaces;
import org.vigil.retrieval.feed.KafkaClients;
import org.vigil.retrieval.feed.LibraryFeed;
import org.vigil.retrieval.feed.RetrievalSettings;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.lookup.SimilarCases;

/** Puts the plain parts together; starts and stops the feed. */
@ApplicationScoped
class RetrievalBeans {

  @Produces
  @Singleton
  CaseLibrary library(RetrievalSettings settings) {
    return CaseLibrary.open(settings.indexDir());
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
  SimilarCases similarCases(CaseLibrary library, ActiveSpaces active, RetrievalSettings settings) {
    return new SimilarCases(
        library,
        active,
        settings.sharedSites().orElse(Set.of()),
        slot -> settings.closeEnough().getOrDefault(slot, settings.closeEnoughElsewhere()));
  }

  void onStart(
      @Observes StartupEvent event, LibraryFeed feed, CaseLibrary library, MeterRegistry metrics) {
    metrics.gauge("vigil_retrieval_studies", library, CaseLibrary::size);
    metrics
        .more()
        .counter(
            "vigil_retrieval_dead_letters", java.util.List.of(), feed, LibraryFeed::deadLetters);
    new LagMetrics(metrics, LibraryFeed.TOPICS).watch(feed::clientMetrics);
    feed.start();
  }

  void onStop(@Observes ShutdownEvent event, LibraryFeed feed, CaseLibrary library) {
    feed.close();
    library.close();
  }
}
