package org.vigil.ingest.config;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.vigil.ingest.fhir.FhirDesk;
import org.vigil.ingest.hl7.Hl7Desk;
import org.vigil.ingest.hl7.MllpServer;
import org.vigil.ingest.order.OrderBook;
import org.vigil.ingest.order.OrderDesk;
import org.vigil.ingest.upload.OrderLinks;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.store.ObjectStore;

/** Opens the doors through which orders come, where they are enabled. */
@ApplicationScoped
class OrderDoor {
  private static final Logger LOG = Logger.getLogger(OrderDoor.class);

  private Optional<MllpServer> hl7 = Optional.empty();

  @Produces
  @Singleton
  OrderDesk orders(
      IngestSettings settings, ObjectStore store, EventPublisher publisher, Clock clock) {
    return new OrderDesk(new OrderBook(store), publisher, clock, settings.orders().horizon());
  }

  /** Without a door for orders nothing is linked, and images cost nothing more. */
  @Produces
  @Singleton
  OrderLinks links(IngestSettings settings, OrderDesk orders) {
    return settings.hl7().enabled() || settings.fhir().enabled() ? orders::linked : OrderLinks.NONE;
  }

  @Produces
  @Singleton
  FhirDesk fhir(OrderDesk orders, Clock clock) {
    return new FhirDesk(orders, clock);
  }

  void start(@Observes StartupEvent event, IngestSettings settings, OrderDesk orders, Clock clock)
      throws IOException {
    if (settings.hl7().enabled()) {
      MllpServer opened = MllpServer.start(settings.hl7(), new Hl7Desk(orders, clock));
      hl7 = Optional.of(opened);
      LOG.infof("HL7 v2 (MLLP) on %s:%d", settings.hl7().host(), opened.port());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    hl7.ifPresent(MllpServer::close);
  }
}
