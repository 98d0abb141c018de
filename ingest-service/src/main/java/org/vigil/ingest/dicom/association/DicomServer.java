package org.vigil.ingest.dicom.association;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.vigil.ingest.config.DicomSettings;
import org.vigil.ingest.dicom.pdu.AssociateRj;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.upperlayer.SocketTransport;
import org.vigil.ingest.dicom.upperlayer.TimeLimits;
import org.vigil.ingest.dicom.upperlayer.Transport;
import org.vigil.ingest.dicom.upperlayer.UpperLayer;
import org.vigil.ingest.dicom.upperlayer.WriteGuard;

/**
 * Listens on the DICOM port and serves each connection on a virtual thread of its own. Thread-safe.
 *
 * <p>Limits: {@code associations} at once; twice as many connections, so that those beyond the
 * limit can be told so; connections beyond that are closed unread.
 */
public final class DicomServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DicomServer.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final DicomSettings settings;
  private final Negotiator negotiator;
  private final ServiceFactory services;
  private final DicomMetrics metrics;
  private final Optional<Tls> tls;
  private final ServerSocket listener;
  private final Semaphore places;
  private final Semaphore connections;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("dicom-write-guard").factory());

  private DicomServer(
      DicomSettings settings,
      Negotiator negotiator,
      ServiceFactory services,
      DicomMetrics metrics,
      ServerSocket listener) {
    this.settings = settings;
    this.negotiator = negotiator;
    this.services = services;
    this.metrics = metrics;
    this.tls = Tls.of(settings.tls());
    this.listener = listener;
    this.places = new Semaphore(settings.associations());
    this.connections = new Semaphore(2 * settings.associations());
    metrics.open(() -> settings.associations() - places.availablePermits());
  }

  /** Listens from now on. */
  public static DicomServer start(
      DicomSettings settings, Negotiator negotiator, ServiceFactory services, DicomMetrics metrics)
      throws IOException {
    ServerSocket listener = new ServerSocket();
    DicomServer server = new DicomServer(settings, negotiator, services, metrics, listener);
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(settings.host(), settings.port()));
    server.threads.submit(server::listen);
    return server;
  }

  /** The port that it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        if (connections.tryAcquire()) {
          take(connection);
        } else {
          connection.close();
        }
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.warn("accepting a DICOM connection failed", e);
        }
      }
    }
  }

  private void take(Socket connection) {
    open.add(connection);
    try {
      threads.submit(() -> serve(connection));
    } catch (RejectedExecutionException e) { // Accepted while the port was being closed.
      open.remove(connection);
      connections.release();
      closeQuietly(connection);
    }
  }

  private void serve(Socket connection) {
    try (connection;
        AssociationLimit limit = new AssociationLimit(places)) {
      WriteGuard guard = new WriteGuard(timer, settings.writeTimeout());
      UpperLayer upperLayer =
          new UpperLayer(
              () -> transport(connection, guard),
              request -> admit(limit, request),
              new TimeLimits(settings.artimTimeout(), settings.idleTimeout()));
      Association association =
          new Association(upperLayer, connection.getInetAddress(), negotiator, services, metrics);
      try {
        upperLayer.accept(association);
      } finally {
        association.close();
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("a DICOM connection ended in a fault", e);
    } finally {
      open.remove(connection);
      connections.release();
    }
  }

  private Optional<AssociateRj> admit(AssociationLimit limit, AssociateRq request) {
    Optional<AssociateRj> refusal = limit.admit(request);
    refusal.ifPresent(any -> metrics.rejected());
    return refusal;
  }

  private Transport transport(Socket connection, WriteGuard guard) throws IOException {
    Socket socket = connection;
    if (tls.isPresent()) {
      ScheduledFuture<?> watch =
          timer.schedule(
              () -> closeQuietly(connection),
              settings.artimTimeout().toMillis(),
              TimeUnit.MILLISECONDS);
      try {
        socket = tls.get().handshake(connection);
      } catch (IOException e) {
        LOG.infof(
            "no TLS with %s: %s", connection.getInetAddress().getHostAddress(), e.getMessage());
        throw e;
      } finally {
        watch.cancel(false);
      }
    }
    return new SocketTransport(socket, connection, settings.maximumLength(), guard);
  }

  /** Stops listening, lets what is under way come to its response, and closes all connections. */
  @Override
  public void close() {
    try {
      listener.close();
      threads.shutdown();
      for (Socket connection : open) {
        endInput(connection);
      }
      if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        open.forEach(DicomServer::closeQuietly);
      }
    } catch (IOException e) {
      LOG.warn("closing the DICOM port failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      timer.shutdownNow();
    }
  }

  /** To its reader the peer seems to have closed the connection; answers still go out. */
  private static void endInput(Socket connection) {
    try {
      connection.shutdownInput();
    } catch (IOException e) {
      LOG.debug("a connection was closed already", e);
    }
  }

  private static void closeQuietly(Socket connection) {
    try {
      connection.close();
    } catch (IOException e) {
      LOG.debug("closing a connection failed", e);
    }
  }
}
