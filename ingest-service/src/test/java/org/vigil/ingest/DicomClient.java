package org.vigil.ingest;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.ingest.dicom.pdu.AssociateAc;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.InvalidPduException;
import org.vigil.ingest.dicom.pdu.PduReader;
import org.vigil.ingest.dicom.pdu.PduWriter;
import org.vigil.ingest.dicom.pdu.ProposedContext;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.pdu.UserInformation;

/** Does to the DICOM port what well-behaved programs do not. */
final class DicomClient {
  private DicomClient() {}

  /** Opens an association for verification and leaves it open. */
  static Socket associate(String calling) throws IOException, InvalidPduException {
    Socket socket = new Socket("127.0.0.1", DicomFolders.port());
    AssociateRq request =
        AssociateRq.of(
            new AeTitle("VIGIL"),
            new AeTitle(calling),
            List.of(
                new ProposedContext(
                    1, new Uid("1.2.840.10008.1.1"), List.of(new Uid("1.2.840.10008.1.2")))),
            UserInformation.own(16384));
    socket.getOutputStream().write(PduWriter.encode(request));
    assertInstanceOf(
        AssociateAc.class, new PduReader(socket.getInputStream(), 16384).read().orElseThrow());
    return socket;
  }
}
