package org.vigil.ingest.hl7;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.vigil.ingest.config.Hl7Settings;
import org.vigil.schemas.id.SiteId;

/**
 * The HL7 port: one virtual thread for each connection, messages answered in their order. A
 * connection from an unknown address, or beyond the limit, is closed at once; so is one whose
 * blocks are broken or that keeps silent. Thread-safe; closing it closes all connections.
 */
public final class MllpServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(MllpServer.class);

  private final Hl7Settings settings;
  private final Senders senders;
  private final Hl7Desk desk;
  private final ServerSocket listener;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  private MllpServer(Hl7Settings settings, Senders senders, Hl7Desk desk, ServerSocket listener) {
    this.settings = settings;
    this.senders = senders;
    this.desk = desk;
    this.listener = listener;
  }

  /** Listens from now on. */
  public static MllpServer start(Hl7Settings settings, Hl7Desk desk) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
    MllpServer server = new MllpServer(settings, Senders.of(settings.senders()), desk, listener);
    Thread.ofPlatform().daemon().name("mllp-accept").start(server::accept);
    return server;
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        admit(listener.accept());
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.warnf("an HL7 connection could not be accepted: %s", e.getMessage());
        }
      }
    }
  }

  private void admit(Socket socket) throws IOException {
    Optional<SiteId> site = senders.site(socket.getInetAddress());
    if (site.isEmpty() || connections.size() >= settings.connections()) {
      LOG.warnf("an HL7 connection was refused: %s", site.isEmpty() ? "unknown" : "too many");
      socket.close();
      return;
    }
    socket.setSoTimeout(Math.toIntExact(settings.idleTimeout().toMillis()));
    connections.add(socket);
    if (listener.isClosed()) {
      socket.close();
    }
    Thread.ofVirtual().name("mllp").start(() -> serve(socket, site.get()));
  }

  private void serve(Socket socket, SiteId site) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Optional<byte[]> message = Mllp.read(in, settings.messageBytes());
      while (message.isPresent()) {
        Optional<byte[]> answer = desk.answer(site, message.get());
        if (answer.isEmpty()) {
          return; // No HL7: nothing that could be answered, and nothing to be trusted after it.
        }
        Mllp.write(socket.getOutputStream(), answer.get());
        message = Mllp.read(in, settings.messageBytes());
      }
    } catch (IOException e) {
      LOG.debugf("an HL7 connection ended: %s", e.getMessage());
    } finally {
      connections.remove(socket);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : connections) {
        socket.close();
      }
    } catch (IOException e) {
      LOG.debug("the HL7 port was closed with trouble", e);
    }
  }
}
