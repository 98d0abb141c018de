package org.vigil.ingest.config;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.association.DicomMetrics;
import org.vigil.ingest.dicom.association.DicomServer;
import org.vigil.ingest.dicom.association.Negotiator;
import org.vigil.ingest.dicom.association.Peers;
import org.vigil.ingest.dicom.commitment.Auditor;
import org.vigil.ingest.dicom.commitment.CommitmentService;
import org.vigil.ingest.dicom.commitment.ReportDelivery;
import org.vigil.ingest.dicom.commitment.TransactionLog;
import org.vigil.ingest.dicom.dimse.CommandField;
import org.vigil.ingest.dicom.dimse.Dispatcher;
import org.vigil.ingest.dicom.dimse.EchoService;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.ingest.dicom.storage.InstanceDesk;
import org.vigil.ingest.dicom.storage.InstanceIndex;
import org.vigil.ingest.dicom.storage.Offer;
import org.vigil.ingest.dicom.storage.ReceiveFolder;
import org.vigil.ingest.dicom.storage.StorageService;
import org.vigil.ingest.dicom.upperlayer.TimeLimits;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.platform.store.ObjectStore;

/** Opens the DICOM port with the service, where it is enabled, and closes it with the service. */
@ApplicationScoped
class DicomDoor {
  private static final Logger LOG = Logger.getLogger(DicomDoor.class);

  private final DicomSettings settings;
  private final ObjectStore store;
  private final InstanceIndex index;
  private final Provider<ReceiveFolder> folder;
  private final Provider<InstanceDesk> desk;
  private final DicomMetrics metrics;
  private Optional<DicomServer> server = Optional.empty();
  private Optional<ReportDelivery> reports = Optional.empty();

  DicomDoor(
      IngestSettings settings,
      ObjectStore store,
      InstanceIndex index,
      Provider<ReceiveFolder> folder,
      Provider<InstanceDesk> desk,
      DicomMetrics metrics) {
    this.settings = settings.dicom();
    this.store = store;
    this.index = index;
    this.folder = folder;
    this.desk = desk;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) throws IOException {
    if (settings.enabled()) {
      DicomServer opened = open();
      server = Optional.of(opened);
      LOG.infof("DICOM: %s on %s:%d", settings.aeTitles(), settings.host(), opened.port());
    }
  }

  private DicomServer open() throws IOException {
    Peers peers = Peers.of(settings.peers());
    if (peers.isEmpty()) {
      LOG.warn("the DICOM port rejects everybody: no vigil.ingest.dicom.peers are configured");
    }
    ReportDelivery delivery = delivery();
    reports = Optional.of(delivery);
    ReceiveFolder received = folder.get();
    InstanceDesk instances = desk.get();
    DicomServer opened =
        DicomServer.start(
            settings,
            negotiator(peers),
            (peer, calling, called) ->
                new Dispatcher(
                    Map.of(
                        CommandField.C_ECHO_RQ, new EchoService(),
                        CommandField.C_STORE_RQ, new StorageService(peer, received, instances),
                        CommandField.N_ACTION_RQ,
                            new CommitmentService(peer, calling, called, delivery))),
            metrics);
    delivery.resume();
    return opened;
  }

  private ReportDelivery delivery() {
    return new ReportDelivery(
        new Auditor(index, store),
        new TransactionLog(store),
        new TimeLimits(settings.artimTimeout(), settings.idleTimeout()),
        settings.writeTimeout(),
        new ExponentialBackoff(settings.reportRetryFirst(), settings.reportRetryMax(), 0.2),
        new Random());
  }

  private Negotiator negotiator(Peers peers) {
    return new Negotiator(
        settings.aeTitles().stream().map(AeTitle::new).collect(Collectors.toSet()),
        peers,
        Offer.of(settings.undecodable()),
        settings.maximumLength());
  }

  void stop(@Observes ShutdownEvent event) {
    server.ifPresent(DicomServer::close);
    reports.ifPresent(ReportDelivery::close);
  }
}
