package org.vigil.platform.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.vigil.platform.access.Callers;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.event.KafkaSettings;

/** Gives a service its audit desk, and carries its records. */
@ApplicationScoped
class AuditBeans {
  private final String observer;
  private volatile Channel lock;

  AuditBeans(@ConfigProperty(name = "quarkus.application.name") String observer) {
    this.observer = observer;
  }

  @Produces
  @Singleton
  AuditJournal journal(AuditSettings settings, MeterRegistry metrics) {
    try {
      JournalFolder folder = JournalFolder.take(settings.folder());
      lock = folder.lock().acquiredBy();
      AuditJournal journal = new AuditJournal(folder.path(), settings.bytesHeld());
      Gauge.builder("vigil_audit_backlog_bytes", journal, AuditJournal::held).register(metrics);
      return journal;
    } catch (IOException e) {
      throw new UncheckedIOException("vigil.audit.folder cannot be used", e);
    }
  }

  @Produces
  @Singleton
  AuditCourier courier(AuditJournal journal, KafkaSettings kafka, AuditSettings settings) {
    return new AuditCourier(
        journal, observer, () -> EventPublisher.connect(kafka, settings.timeLimit()));
  }

  @Produces
  @Singleton
  AuditDesk desk(AuditJournal journal, Callers callers, MeterRegistry metrics) {
    return new AuditDesk(journal, callers, observer, metrics, Clock.systemUTC());
  }

  void start(@Observes StartupEvent event, AuditCourier courier) {
    courier.start();
  }

  void stop(@Observes ShutdownEvent event, AuditCourier courier) throws IOException {
    courier.close();
    lock.close();
  }
}
