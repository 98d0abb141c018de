package org.vigil.ingest.dicom.upperlayer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.pdu.InvalidPduException;
import org.vigil.ingest.dicom.pdu.Pdu;
import org.vigil.ingest.dicom.pdu.PduReader;
import org.vigil.ingest.dicom.pdu.PduWriter;

/** A TCP or TLS connection that carries PDUs (PS3.8 section 9.1). */
public final class SocketTransport implements Transport {
  private static final Logger LOG = Logger.getLogger(SocketTransport.class);
  private static final int BUFFER = 1 << 16;

  private final Socket socket;
  private final Socket connection;
  private final DeadlineInput deadline;
  private final PduReader reader;
  private final WriteGuard guard;

  /**
   * @param socket connected; owned from now on
   * @param connection the TCP connection under the socket where that is TLS, else the same; closing
   *     it ends a blocked write
   * @param maximumLength of P-DATA-TF that is received
   */
  public SocketTransport(Socket socket, Socket connection, int maximumLength, WriteGuard guard)
      throws IOException {
    this.socket = socket;
    this.connection = connection;
    this.guard = guard;
    socket.setTcpNoDelay(true);
    this.deadline = new DeadlineInput(socket);
    InputStream in = new BufferedInputStream(deadline, BUFFER);
    this.reader = new PduReader(in, maximumLength);
  }

  @Override
  public Optional<Pdu> receive(Duration limit) throws IOException, InvalidPduException {
    deadline.expireIn(limit);
    return reader.read();
  }

  @Override
  public void send(Pdu pdu) throws IOException {
    ScheduledFuture<?> watch = guard.watch(() -> close(connection));
    try {
      socket.getOutputStream().write(PduWriter.encode(pdu));
    } finally {
      watch.cancel(false);
    }
  }

  @Override
  public void close() {
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing a connection failed", e);
    }
  }
}
