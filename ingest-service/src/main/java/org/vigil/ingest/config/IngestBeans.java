package org.vigil.ingest.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.vigil.ingest.assembly.AssemblyRetention;
import org.vigil.ingest.assembly.StudyAssembly;
import org.vigil.ingest.burnedin.BurnedInPolicy;
import org.vigil.ingest.decode.Decoders;
import org.vigil.ingest.decode.PictureLimits;
import org.vigil.ingest.decode.PixelBudget;
import org.vigil.ingest.metadata.MetadataSchemas;
import org.vigil.ingest.origin.StudyOrigins;
import org.vigil.ingest.quality.Limits;
import org.vigil.ingest.quality.Measure;
import org.vigil.ingest.quality.QualityCheck;
import org.vigil.ingest.quota.SiteQuotas;
import org.vigil.ingest.refusal.RefusalDesk;
import org.vigil.ingest.upload.Announcer;
import org.vigil.ingest.upload.OrderLinks;
import org.vigil.ingest.upload.PartNormaliser;
import org.vigil.ingest.upload.PartStore;
import org.vigil.ingest.upload.PhotographCheck;
import org.vigil.ingest.upload.UploadDesk;
import org.vigil.ingest.upload.UploadMetrics;
import org.vigil.ingest.upload.UploadRules;
import org.vigil.platform.audit.AuditDesk;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.metric.LagMetrics;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.topic.Topics;
import org.vigil.schemas.word.Words;

/** Puts the service together. */
@ApplicationScoped
class IngestBeans {
  private static final Logger LOG = Logger.getLogger(IngestBeans.class);

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  EventPublisher publisher(KafkaSettings kafka, IngestSettings settings) {
    return EventPublisher.connect(kafka, settings.publishTimeout());
  }

  void close(@Disposes EventPublisher publisher) {
    publisher.close();
  }

  @Produces
  @Singleton
  MetadataSchemas metadataSchemas() {
    return new MetadataSchemas();
  }

  @Produces
  @Singleton
  UploadRules rules(IngestSettings settings, MetadataSchemas schemas) {
    return new UploadRules(settings, schemas);
  }

  @Produces
  @Singleton
  UploadMetrics metrics(MeterRegistry registry) {
    return new UploadMetrics(registry);
  }

  @Produces
  @Singleton
  Decoders decoders(IngestSettings settings) {
    return new Decoders(
        PictureLimits.of(settings.limits()),
        PixelBudget.ofHeap(Runtime.getRuntime().maxMemory()),
        settings.decodeThreads(),
        settings.limits().decodeTime());
  }

  void close(@Disposes Decoders decoders) {
    decoders.close();
  }

  @Produces
  @Singleton
  QualityCheck quality(IngestSettings settings) {
    Map<Measure, Limits> limits = new EnumMap<>(Measure.class);
    settings
        .quality()
        .limits()
        .forEach((measure, limit) -> limits.put(measure, new Limits(limit.least(), limit.most())));
    return new QualityCheck(
        settings.quality().enabled(), settings.quality().refuse().orElse(Set.of()), limits);
  }

  @Produces
  @Singleton
  PhotographCheck photographs(Decoders decoders, QualityCheck quality) {
    return new PhotographCheck(decoders, quality);
  }

  @Produces
  @Singleton
  SiteQuotas quotas(IngestSettings settings, Clock clock) {
    QuotaSettings quota = settings.quota();
    Map<String, SiteQuotas.Rate> bySite = new HashMap<>();
    quota
        .sites()
        .forEach((site, rate) -> bySite.put(site, new SiteQuotas.Rate(rate, quota.burst())));
    return new SiteQuotas(
        quota.imagesPerSecond().map(rate -> new SiteQuotas.Rate(rate, quota.burst())),
        bySite,
        clock);
  }

  @Produces
  @Singleton
  UploadDesk desk(
      IngestSettings settings,
      Decoders decoders,
      QualityCheck quality,
      OrderLinks orders,
      ObjectStore store,
      EventPublisher publisher,
      UploadMetrics metrics,
      SiteQuotas quotas,
      AuditDesk audit,
      Clock clock) {
    return new UploadDesk(
        new PartNormaliser(
            decoders,
            new RefusalDesk(store, publisher, clock),
            quality,
            burnedIn(settings.burnedInText()),
            metrics,
            settings.limits().bytesPerImage()),
        new PartStore(store),
        new Announcer(publisher, new StudyOrigins(store), orders),
        metrics,
        quotas,
        audit::note,
        clock);
  }

  private static BurnedInPolicy burnedIn(BurnedInSettings settings) {
    Set<SiteId> trusted =
        settings.trustedSites().orElse(Set.of()).stream()
            .map(SiteId::new)
            .collect(Collectors.toSet());
    return new BurnedInPolicy(settings.enabled(), trusted);
  }

  void showLag(@Observes StartupEvent event, MeterRegistry registry, KafkaStreams assembly) {
    new LagMetrics(registry, List.of(Topics.IMAGES_NORMALISED.name())).watch(assembly::metrics);
  }

  /** A stream thread that fails is replaced; what it had begun is rolled back and done again. */
  @Produces
  @Singleton
  StreamsUncaughtExceptionHandler replaceThread() {
    return failure -> {
      LOG.error("a stream thread failed and is replaced", failure);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    };
  }

  @Produces
  @Singleton
  Topology topology(IngestSettings settings, UploadMetrics metrics) {
    Map<StudyKind, Duration> quiet = new EnumMap<>(StudyKind.class);
    for (StudyKind kind : StudyKind.values()) {
      quiet.put(kind, settings.kinds().get(Words.of(kind)).quietPeriod());
    }
    return StudyAssembly.topology(
        quiet,
        new AssemblyRetention(settings.retention().study(), settings.retention().revision()),
        study -> {
          LOG.warnf("an image came for study %s, whose other images are forgotten", study);
          metrics.late();
        });
  }
}
