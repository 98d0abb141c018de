package org.vigil.ingest.dicom.association;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.vigil.ingest.config.DicomSettings;

/**
 * TLS 1.2 and 1.3 over accepted connections (PS3.15 annex B, BCP 195 profile). With a trust store,
 * clients must show a certificate that it vouches for. Thread-safe.
 */
final class Tls {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SSLSocketFactory factory;
  private final boolean clientCertificates;

  private Tls(SSLSocketFactory factory, boolean clientCertificates) {
    this.factory = factory;
    this.clientCertificates = clientCertificates;
  }

  /**
   * @return empty where no key store is configured
   * @throws IllegalArgumentException if a store cannot be read
   */
  static Optional<Tls> of(DicomSettings.Tls settings) {
    return settings.keyStore().map(path -> open(path, settings));
  }

  private static Tls open(Path keyStore, DicomSettings.Tls settings) {
    try {
      char[] password = settings.keyStorePassword().orElse("").toCharArray();
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(keyStore, password), password);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      if (settings.trustStore().isPresent()) {
        char[] trustPassword = settings.trustStorePassword().orElse("").toCharArray();
        trust.init(load(settings.trustStore().get(), trustPassword));
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys.getKeyManagers(),
          settings.trustStore().isPresent() ? trust.getTrustManagers() : null,
          null);
      return new Tls(context.getSocketFactory(), settings.trustStore().isPresent());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("vigil.ingest.dicom.tls: " + e.getMessage(), e);
    }
  }

  private static KeyStore load(Path path, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(path)) {
      store.load(in, password);
    }
    return store;
  }

  /** The server's side of TLS over a connection; returns after the handshake. */
  Socket handshake(Socket connection) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            factory.createSocket(connection, connection.getInetAddress().getHostAddress(), 0, true);
    socket.setUseClientMode(false);
    socket.setEnabledProtocols(PROTOCOLS);
    socket.setNeedClientAuth(clientCertificates);
    socket.startHandshake();
    return socket;
  }
}
