package org.vigil.ingest.dicom.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.dicom.pdu.PresentationDataValue;
import org.vigil.ingest.dicom.pdu.Uid;

/** Messages from fragments (PS3.8 annex E). */
class MessageReceiverTest {
  private static final AcceptedContext ONE = context(1);
  private static final AcceptedContext THREE = context(3);
  private static final byte[] STORE =
      CommandSet.of(CommandField.C_STORE_RQ)
          .with(CommandElement.MESSAGE_ID, 1)
          .withDataSet()
          .encode();
  private static final byte[] ECHO =
      CommandSet.of(CommandField.C_ECHO_RQ).with(CommandElement.MESSAGE_ID, 1).encode();

  private final List<String> seen = new ArrayList<>();
  private final MessageReceiver receiver =
      new MessageReceiver(Map.of(1, ONE, 3, THREE), (context, request) -> new Listed());

  private final class Listed implements Operation {
    @Override
    public void receive(ByteBuffer fragment) {
      seen.add("data " + fragment.remaining());
    }

    @Override
    public Optional<CommandSet> finish() {
      return Optional.empty();
    }

    @Override
    public void close() {
      seen.add("closed");
    }
  }

  @Test
  void aCommandInPiecesAndItsDataSetMakeOneMessage() throws DimseException {
    assertTrue(send(1, true, false, part(STORE, 0, 10)).isEmpty());
    assertTrue(send(1, true, true, part(STORE, 10, STORE.length)).isEmpty());
    assertTrue(send(1, false, false, new byte[5]).isEmpty());
    assertEquals(ONE, send(1, false, true, new byte[3]).orElseThrow().context());
    assertEquals(List.of("data 5", "data 3"), seen);
  }

  @Test
  void aCommandWithoutDataSetIsAMessage() throws DimseException {
    assertEquals(THREE, send(3, true, true, ECHO).orElseThrow().context());
    assertEquals(ONE, send(1, true, true, ECHO).orElseThrow().context());
  }

  @Test
  void whatCannotFollowIsRefused() throws DimseException {
    assertThrows(DimseException.class, () -> send(5, true, true, ECHO));
    assertThrows(DimseException.class, () -> send(1, false, true, new byte[2]));
    assertThrows(
        DimseException.class,
        () -> send(1, true, false, new byte[MessageReceiver.LONGEST_COMMAND + 1]));
    send(1, true, true, STORE);
    assertThrows(DimseException.class, () -> send(3, false, true, new byte[2]));
    assertThrows(DimseException.class, () -> send(1, true, true, ECHO));
  }

  @Test
  void anOperationThatIsCutOffIsClosed() throws DimseException {
    send(1, true, true, STORE);
    send(1, false, false, new byte[4]);
    receiver.close();
    receiver.close();
    assertEquals(List.of("data 4", "closed"), seen);
  }

  private Optional<MessageReceiver.Arrived> send(
      int context, boolean command, boolean last, byte[] data) throws DimseException {
    return receiver.receive(
        new PresentationDataValue(context, command, last, ByteBuffer.wrap(data)));
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  private static AcceptedContext context(int id) {
    return new AcceptedContext(id, new Uid("1.2.840.10008.1.1"), new Uid("1.2.840.10008.1.2"));
  }
}
