package org.vigil.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.vigil.embedded.process.FreePorts;

/** Opens the service's DICOM port to this machine, under limits that are soon reached. */
public final class DicomFolders implements QuarkusTestResourceLifecycleManager {
  static final int ASSOCIATIONS = 8;

  private static volatile int port;
  private static volatile Path received;

  static int port() {
    return port;
  }

  /** Where instances lie while they are received. */
  static Path received() {
    return received;
  }

  @Override
  public Map<String, String> start() {
    received = temporaryFolder();
    port = FreePorts.next();
    return Map.ofEntries(
        Map.entry("vigil.ingest.dicom.enabled", "true"),
        Map.entry("vigil.ingest.dicom.port", Integer.toString(port)),
        Map.entry("vigil.ingest.dicom.associations", Integer.toString(ASSOCIATIONS)),
        Map.entry("vigil.ingest.dicom.receive-dir", received.toString()),
        Map.entry("vigil.ingest.dicom.web.site", "web-clinic"),
        Map.entry("vigil.ingest.deidentify.key", "5a".repeat(32)),
        Map.entry("vigil.ingest.deidentify.trust-pixels", "true"),
        Map.entry("vigil.ingest.dicom.peers.x-ray.ae-title", "XRAY1"),
        Map.entry("vigil.ingest.dicom.peers.x-ray.networks", "127.0.0.1"),
        Map.entry("vigil.ingest.dicom.peers.x-ray.site", "st-olav"),
        Map.entry("vigil.ingest.dicom.peers.x-ray.kind", "chest-xray"),
        Map.entry("vigil.ingest.dicom.peers.camera.ae-title", "CAMERA1"),
        Map.entry("vigil.ingest.dicom.peers.camera.networks", "127.0.0.0/8"),
        Map.entry("vigil.ingest.dicom.peers.camera.site", "skin-clinic"),
        Map.entry("vigil.ingest.dicom.peers.camera.kind", "skin"),
        Map.entry("vigil.ingest.dicom.peers.far.ae-title", "FAR"),
        Map.entry("vigil.ingest.dicom.peers.far.networks", "192.0.2.0/24"),
        Map.entry("vigil.ingest.dicom.peers.far.site", "far"));
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("vigil-dicom");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
