package org.vigil.ingest.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.FrameSplitter;
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
import org.vigil.ingest.refusal.RefusalDesk;
import org.vigil.ingest.upload.UploadDesk;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.platform.store.ObjectStore;

/** Opens the DICOM port with the service, where it is enabled, and closes it with the service. */
@ApplicationScoped
class DicomDoor {
  private static final Logger LOG = Logger.getLogger(DicomDoor.class);

  private final DicomSettings settings;
  private final long bytesPerImage;
  private final int imagesPerStudy;
  private final UploadDesk uploads;
  private final RefusalDesk refusals;
  private final ObjectStore store;
  private final MeterRegistry registry;
  private Optional<DicomServer> server = Optional.empty();
  private Optional<ReportDelivery> reports = Optional.empty();

  DicomDoor(
      IngestSettings settings,
      UploadDesk uploads,
      ObjectStore store,
      EventPublisher publisher,
      MeterRegistry registry,
      Clock clock) {
    this.settings = settings.dicom();
    this.bytesPerImage = settings.limits().bytesPerImage();
    this.imagesPerStudy = settings.limits().imagesPerStudy();
    this.uploads = uploads;
    this.refusals = new RefusalDesk(store, publisher, clock);
    this.store = store;
    this.registry = registry;
  }

  void start(@Observes StartupEvent event) throws IOException {
    if (settings.enabled()) {
      DicomServer opened = open(new DicomMetrics(registry));
      server = Optional.of(opened);
      LOG.infof("DICOM: %s on %s:%d", settings.aeTitles(), settings.host(), opened.port());
    }
  }

  private DicomServer open(DicomMetrics metrics) throws IOException {
    Peers peers = Peers.of(settings.peers());
    if (peers.isEmpty()) {
      LOG.warn("the DICOM port rejects everybody: no vigil.ingest.dicom.peers are configured");
    }
    ReceiveFolder folder = ReceiveFolder.open(settings.receiveDir(), bytesPerImage);
    InstanceIndex index = new InstanceIndex(store);
    ReportDelivery delivery = delivery(index);
    reports = Optional.of(delivery);
    InstanceDesk desk =
        new InstanceDesk(
            uploads::accept,
            refusals::record,
            index,
            metrics,
            new FrameSplitter(imagesPerStudy),
            settings.undecodable() == DicomSettings.Undecodable.KEEP);
    DicomServer opened =
        DicomServer.start(
            settings,
            negotiator(peers),
            (peer, calling, called) ->
                new Dispatcher(
                    Map.of(
                        CommandField.C_ECHO_RQ, new EchoService(),
                        CommandField.C_STORE_RQ, new StorageService(peer, folder, desk),
                        CommandField.N_ACTION_RQ,
                            new CommitmentService(peer, calling, called, delivery))),
            metrics);
    delivery.resume();
    return opened;
  }

  private ReportDelivery delivery(InstanceIndex index) {
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
