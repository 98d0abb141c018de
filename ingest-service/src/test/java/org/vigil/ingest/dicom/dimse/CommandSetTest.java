package org.vigil.ingest.dicom.dimse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.ingest.dicom.pdu.Uid;

/** Command sets, byte by byte (PS3.7 section 6.3.1 and annex E). */
class CommandSetTest {
  /** A C-ECHO-RQ as DCMTK sends it. */
  private static final String ECHO =
      "00000000 04000000 38000000"
          + "00000200 12000000 312e322e3834302e31303030382e312e3100"
          + "00000001 02000000 3000"
          + "00001001 02000000 0700"
          + "00000008 02000000 0101";

  @Test
  void aRequestIsRead() throws DimseException {
    CommandSet command = decode(ECHO);
    assertEquals(Optional.of(CommandField.C_ECHO_RQ), command.field());
    assertEquals(Optional.of(7), command.number(CommandElement.MESSAGE_ID));
    assertEquals(
        Optional.of(new Uid("1.2.840.10008.1.1")),
        command.uid(CommandElement.AFFECTED_SOP_CLASS_UID));
    assertFalse(command.hasDataSet());
    assertFalse(command.isResponse());
    assertEquals(HexFormat.of().parseHex(ECHO.replace(" ", "")).length, command.encode().length);
  }

  @Test
  void aResponseEchoesWhatResponsesEcho() throws DimseException {
    CommandSet response = CommandSet.response(decode(ECHO), Status.SUCCESS);
    assertEquals(Optional.of(CommandField.C_ECHO_RSP), response.field());
    assertEquals(Optional.of(7), response.number(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO));
    assertEquals(Optional.of(0), response.number(CommandElement.STATUS));
    assertTrue(response.isResponse());
    byte[] encoded = response.encode();
    assertArrayEquals(encoded, CommandSet.decode(ByteBuffer.wrap(encoded)).encode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000001 02000000", // A value that is not there.
        "00000001 ffffffff 3000", // A length beyond any memory.
        "08000001 02000000 3000", // Not of group 0000.
        "00001001 02000000 0700 00000001 02000000 3000 00000008 02000000 0101", // Out of order.
        "00000001 02000000 3000", // No data set type.
        "00000001 03000000 300000 00000008 02000000 0101", // A number of three bytes.
        "00000200 04000000 312e782e 00000001 02000000 3000 00000008 02000000 0101", // No UID.
        "000000", // Half an element.
      })
  void whatIsNoCommandIsRefused(String hex) {
    assertThrows(DimseException.class, () -> decode(hex));
  }

  private static CommandSet decode(String hex) throws DimseException {
    return CommandSet.decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
  }
}
