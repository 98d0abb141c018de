package org.vigil.ingest.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.association.AbstractSyntaxes;
import org.vigil.ingest.dicom.association.DicomMetrics;
import org.vigil.ingest.dicom.association.DicomServer;
import org.vigil.ingest.dicom.association.Negotiator;
import org.vigil.ingest.dicom.association.Peers;
import org.vigil.ingest.dicom.dimse.CommandField;
import org.vigil.ingest.dicom.dimse.Dispatcher;
import org.vigil.ingest.dicom.dimse.EchoService;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.ingest.dicom.pdu.Uid;

/** Opens the DICOM port with the service, where it is enabled, and closes it with the service. */
@ApplicationScoped
class DicomDoor {
  private static final Logger LOG = Logger.getLogger(DicomDoor.class);
  private static final List<Uid> UNCOMPRESSED =
      List.of(new Uid("1.2.840.10008.1.2.1"), new Uid("1.2.840.10008.1.2"));

  private final DicomSettings settings;
  private final MeterRegistry registry;
  private Optional<DicomServer> server = Optional.empty();

  DicomDoor(IngestSettings settings, MeterRegistry registry) {
    this.settings = settings.dicom();
    this.registry = registry;
  }

  void start(@Observes StartupEvent event) throws IOException {
    if (settings.enabled()) {
      Peers peers = Peers.of(settings.peers());
      if (peers.isEmpty()) {
        LOG.warn("the DICOM port rejects everybody: no vigil.ingest.dicom.peers are configured");
      }
      Dispatcher services = new Dispatcher(Map.of(CommandField.C_ECHO_RQ, new EchoService()));
      server =
          Optional.of(
              DicomServer.start(
                  settings,
                  negotiator(peers),
                  (peer, calling, called) -> services,
                  new DicomMetrics(registry)));
      LOG.infof(
          "DICOM: %s listens on %s:%d", settings.aeTitles(), settings.host(), server.get().port());
    }
  }

  private Negotiator negotiator(Peers peers) {
    AbstractSyntaxes offer =
        new AbstractSyntaxes(Map.of(EchoService.VERIFICATION, UNCOMPRESSED), Map.of());
    return new Negotiator(
        settings.aeTitles().stream().map(AeTitle::new).collect(Collectors.toSet()),
        peers,
        offer,
        settings.maximumLength());
  }

  void stop(@Observes ShutdownEvent event) {
    server.ifPresent(DicomServer::close);
  }
}
