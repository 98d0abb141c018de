package org.vigil.ingest;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.vigil.ingest.dicom.dimse.CommandElement;
import org.vigil.ingest.dicom.dimse.CommandField;
import org.vigil.ingest.dicom.dimse.CommandSet;
import org.vigil.ingest.dicom.dimse.DimseException;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.ingest.dicom.pdu.AssociateAc;
import org.vigil.ingest.dicom.pdu.AssociateRq;
import org.vigil.ingest.dicom.pdu.Fragments;
import org.vigil.ingest.dicom.pdu.InvalidPduException;
import org.vigil.ingest.dicom.pdu.PDataTf;
import org.vigil.ingest.dicom.pdu.Pdu;
import org.vigil.ingest.dicom.pdu.PduReader;
import org.vigil.ingest.dicom.pdu.PduWriter;
import org.vigil.ingest.dicom.pdu.PresentationDataValue;
import org.vigil.ingest.dicom.pdu.ProposedContext;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.pdu.UserInformation;

/** One association to the DICOM port, for what well-behaved programs do not do. */
final class DicomClient implements AutoCloseable {
  private static final int CONTEXT = 1;
  private static final int TIME_LIMIT = 120_000;

  private final Socket socket;
  private final PduReader reader;
  private final Uid sopClass;

  private DicomClient(Socket socket, Uid sopClass) throws IOException {
    this.socket = socket;
    this.reader = new PduReader(socket.getInputStream(), 1 << 17);
    this.sopClass = sopClass;
    socket.setSoTimeout(TIME_LIMIT);
    socket.setTcpNoDelay(true);
  }

  /** Opens an association for one SOP class in explicit little endian. */
  static DicomClient associate(int port, String calling, Uid sopClass)
      throws IOException, InvalidPduException {
    DicomClient client = new DicomClient(new Socket("127.0.0.1", port), sopClass);
    client.send(
        AssociateRq.of(
            new AeTitle("VIGIL"),
            new AeTitle(calling),
            List.of(
                new ProposedContext(CONTEXT, sopClass, List.of(new Uid("1.2.840.10008.1.2.1")))),
            UserInformation.own(1 << 17)));
    assertInstanceOf(AssociateAc.class, client.receive());
    return client;
  }

  /** C-STORE; returns the response's status. */
  int store(String instance, byte[] dataSet)
      throws IOException, InvalidPduException, DimseException {
    begin(instance);
    for (PDataTf data : Fragments.of(CONTEXT, false, dataSet, 1 << 16)) {
      send(data);
    }
    return response().number(CommandElement.STATUS).orElseThrow();
  }

  /** The command of a C-STORE, without what should follow. */
  void begin(String instance) throws IOException {
    CommandSet request =
        CommandSet.of(CommandField.C_STORE_RQ)
            .with(CommandElement.MESSAGE_ID, 1)
            .with(CommandElement.PRIORITY, 0)
            .with(CommandElement.AFFECTED_SOP_CLASS_UID, sopClass)
            .with(CommandElement.AFFECTED_SOP_INSTANCE_UID, new Uid(instance))
            .withDataSet();
    for (PDataTf data : Fragments.of(CONTEXT, true, request.encode(), 1 << 16)) {
      send(data);
    }
  }

  void fragment(byte[] bytes) throws IOException {
    send(
        new PDataTf(
            List.of(new PresentationDataValue(CONTEXT, false, false, ByteBuffer.wrap(bytes)))));
  }

  private CommandSet response() throws IOException, InvalidPduException, DimseException {
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    while (true) {
      for (PresentationDataValue value : assertInstanceOf(PDataTf.class, receive()).values()) {
        byte[] bytes = new byte[value.data().remaining()];
        value.data().get(bytes);
        command.writeBytes(bytes);
        if (value.last()) {
          return CommandSet.decode(ByteBuffer.wrap(command.toByteArray()));
        }
      }
    }
  }

  private void send(Pdu pdu) throws IOException {
    socket.getOutputStream().write(PduWriter.encode(pdu));
  }

  private Pdu receive() throws IOException, InvalidPduException {
    return reader.read().orElseThrow();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
