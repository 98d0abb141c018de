package org.vigil.ingest.dicom.upperlayer;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.vigil.ingest.dicom.pdu.InvalidPduException;
import org.vigil.ingest.dicom.pdu.Pdu;

/** The transport connection under one association, which it ends with. Used by one thread. */
public interface Transport {

  /**
   * The next PDU; empty where the peer has closed the connection.
   *
   * @param limit within which the whole PDU must be here
   * @throws SocketTimeoutException if it is not
   * @throws InvalidPduException if what came is none
   */
  Optional<Pdu> receive(Duration limit) throws IOException, InvalidPduException;

  /** Sends a PDU, within a time limit of its own. */
  void send(Pdu pdu) throws IOException;

  /** Closes the connection; repeating it has no effect. */
  void close();
}
