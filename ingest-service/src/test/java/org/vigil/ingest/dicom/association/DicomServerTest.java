package org.vigil.ingest.dicom.association;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.ingest.Dcmtk;
import org.vigil.ingest.config.DicomSettings;
import org.vigil.ingest.config.IngestSettings;
import org.vigil.ingest.dicom.dimse.CommandField;
import org.vigil.ingest.dicom.dimse.Dispatcher;
import org.vigil.ingest.dicom.dimse.EchoService;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.ingest.dicom.pdu.Uid;

/** The port itself: TLS, silence, and an orderly end. */
class DicomServerTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  private final Map<String, String> configuration =
      new HashMap<>(
          Map.of(
              "vigil.ingest.dicom.port", "0",
              "vigil.ingest.dicom.artim-timeout", "PT60S",
              "vigil.ingest.dicom.peers.any.networks", "127.0.0.1",
              "vigil.ingest.dicom.peers.any.site", "here"));

  @Test
  void withTlsAClientShowsACertificateThatIsVouchedFor() throws Exception {
    Dcmtk.require("echoscu");
    makeKey("server");
    makeKey("client");
    makeKey("stranger");
    trust("client");
    configuration.put("vigil.ingest.dicom.tls.key-store", store("server").toString());
    configuration.put("vigil.ingest.dicom.tls.key-store-password", PASSWORD);
    configuration.put("vigil.ingest.dicom.tls.trust-store", store("trust").toString());
    configuration.put("vigil.ingest.dicom.tls.trust-store-password", PASSWORD);
    try (DicomServer server = start()) {
      Dcmtk.Result known = echoOverTls(server, "client");
      assertEquals(0, known.status(), known.output());
      assertNotEquals(0, echoOverTls(server, "stranger").status());
      assertNotEquals(0, echo(server, List.of()).status(), "without TLS");
    }
  }

  @Test
  void whoeverConnectsAndKeepsSilentIsClosed() throws Exception {
    configuration.put("vigil.ingest.dicom.artim-timeout", "PT0.2S");
    try (DicomServer server = start();
        Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(30_000);
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void aSenderOfSingleBytesHoldsNoConnection() throws Exception {
    configuration.put("vigil.ingest.dicom.artim-timeout", "PT0.5S");
    try (DicomServer server = start();
        Socket socket = new Socket("127.0.0.1", server.port())) {
      long start = System.nanoTime();
      assertTrue(closedWhileDripping(socket), "still open");
      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60));
    }
  }

  private static boolean closedWhileDripping(Socket socket) throws IOException {
    socket.setSoTimeout(20);
    byte[] request = new byte[2000];
    request[0] = 1;
    request[4] = 7;
    for (byte each : request) {
      try {
        socket.getOutputStream().write(each);
        if (socket.getInputStream().read() < 0) {
          return true;
        }
      } catch (SocketTimeoutException e) {
        continue; // Open still.
      } catch (IOException e) {
        return true;
      }
    }
    return false;
  }

  @Test
  void closingItEndsOpenAssociations() throws Exception {
    DicomServer server = start();
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(30_000);
      server.close();
      assertTrue(isClosed(socket));
    }
  }

  private static boolean isClosed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) { // Reset.
      return true;
    }
  }

  private DicomServer start() throws IOException {
    DicomSettings settings =
        new SmallRyeConfigBuilder()
            .withMapping(IngestSettings.class)
            .withDefaultValues(configuration)
            .withDefaultValue("java.io.tmpdir", folder.toString())
            .build()
            .getConfigMapping(IngestSettings.class)
            .dicom();
    Dispatcher services = new Dispatcher(Map.of(CommandField.C_ECHO_RQ, new EchoService()));
    return DicomServer.start(
        settings,
        new Negotiator(
            Set.of(new AeTitle("VIGIL")),
            Peers.of(settings.peers()),
            new AbstractSyntaxes(
                Map.of(EchoService.VERIFICATION, List.of(new Uid("1.2.840.10008.1.2"))), Map.of()),
            settings.maximumLength()),
        (peer, calling, called) -> services,
        new DicomMetrics(new SimpleMeterRegistry()));
  }

  private Dcmtk.Result echoOverTls(DicomServer server, String name) throws Exception {
    return echo(
        server,
        List.of(
            "+tls",
            folder.resolve(name + ".key").toString(),
            folder.resolve(name + ".crt").toString(),
            "+cf",
            folder.resolve("server.crt").toString()));
  }

  private static Dcmtk.Result echo(DicomServer server, List<String> options) throws Exception {
    List<String> arguments = new java.util.ArrayList<>(List.of("-v", "-aec", "VIGIL"));
    arguments.addAll(options);
    arguments.addAll(List.of("127.0.0.1", Integer.toString(server.port())));
    return Dcmtk.run("echoscu", arguments);
  }

  /** A key and its self-signed certificate, as PKCS#12 and as PEM. */
  private void makeKey(String name) throws Exception {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store(name).toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0);
    KeyStore keys = load(store(name));
    byte[] key = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
    pem(name + ".key", "PRIVATE KEY", key);
    pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
  }

  private void trust(String name) throws Exception {
    Certificate certificate = load(store(name)).getCertificate(name);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(name, certificate);
    try (var out = Files.newOutputStream(store("trust"))) {
      trusted.store(out, PASSWORD.toCharArray());
    }
  }

  private static KeyStore load(Path path) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(path)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private Path store(String name) {
    return folder.resolve(name + ".p12");
  }

  private void pem(String file, String what, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what));
  }
}
