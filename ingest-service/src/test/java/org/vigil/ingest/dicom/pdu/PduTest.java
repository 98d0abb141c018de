package org.vigil.ingest.dicom.pdu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each PDU, byte by byte as PS3.8 section 9.3 lays it out, and what is refused. */
class PduTest {
  private static final int MAXIMUM = 16384;
  private static final String TITLES = ascii("VIGIL           ") + ascii("ECHOSCU         ");

  private static final String RQ_BODY =
      "0001 0000"
          + TITLES
          + "00".repeat(32)
          + "10 00 0015"
          + ascii("1.2.840.10008.3.1.1.1")
          + "20 00 002e 01 00 00 00"
          + "30 00 0011"
          + ascii("1.2.840.10008.1.1")
          + "40 00 0011"
          + ascii("1.2.840.10008.1.2")
          + "50 00 001e 51 00 0004 00004000"
          + "52 00 0003"
          + ascii("1.2")
          + "53 00 0004 0001 0001"
          + "55 00 0003"
          + ascii("ABC");

  private static final AssociateRq RQ =
      AssociateRq.of(
          new AeTitle("VIGIL"),
          new AeTitle("ECHOSCU"),
          List.of(
              new ProposedContext(
                  1, new Uid("1.2.840.10008.1.1"), List.of(new Uid("1.2.840.10008.1.2")))),
          new UserInformation(
              16384,
              Optional.of(new Uid("1.2")),
              Optional.of("ABC"),
              Optional.of(AsynchronousOperations.SYNCHRONOUS),
              List.of()));

  @Test
  void associateRqIsTable9Dash11() throws Exception {
    assertBothWays(RQ, framed("01", RQ_BODY));
  }

  @Test
  void associateAcIsTable9Dash17() throws Exception {
    AssociateAc ac =
        AssociateAc.to(
            RQ,
            List.of(
                new AnsweredContext(
                    1, AnsweredContext.Result.ACCEPTANCE, new Uid("1.2.840.10008.1.2")),
                new AnsweredContext(
                    3,
                    AnsweredContext.Result.ABSTRACT_SYNTAX_NOT_SUPPORTED,
                    new Uid("1.2.840.10008.1.2"))),
            new UserInformation(
                16384,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new RoleSelection(new Uid("1.2.3"), true, false))));
    String body =
        "0001 0000"
            + TITLES
            + "00".repeat(32)
            + "10 00 0015"
            + ascii("1.2.840.10008.3.1.1.1")
            + "21 00 0019 01 00 00 00 40 00 0011"
            + ascii("1.2.840.10008.1.2")
            + "21 00 0019 03 00 03 00 40 00 0011"
            + ascii("1.2.840.10008.1.2")
            + "50 00 0015 51 00 0004 00004000"
            + "54 00 0009 0005"
            + ascii("1.2.3")
            + "01 00";
    assertBothWays(ac, framed("02", body));
  }

  @ParameterizedTest
  @CsvSource({
    "true, NO_REASON_GIVEN, 010101",
    "true, APPLICATION_CONTEXT_NAME_NOT_SUPPORTED, 010102",
    "true, CALLING_AE_TITLE_NOT_RECOGNIZED, 010103",
    "true, CALLED_AE_TITLE_NOT_RECOGNIZED, 010107",
    "true, PROTOCOL_VERSION_NOT_SUPPORTED, 010202",
    "false, TEMPORARY_CONGESTION, 020301",
    "false, LOCAL_LIMIT_EXCEEDED, 020302",
  })
  void associateRjIsTable9Dash21(boolean permanent, RejectReason reason, String bytes)
      throws Exception {
    assertBothWays(new AssociateRj(permanent, reason), "03 00 00000004 00" + bytes);
  }

  @Test
  void pDataTfIsTable9Dash22() throws Exception {
    PDataTf data =
        new PDataTf(
            List.of(
                new PresentationDataValue(1, true, true, ByteBuffer.wrap(new byte[] {10, 11})),
                new PresentationDataValue(255, false, false, ByteBuffer.wrap(new byte[] {12}))));
    assertBothWays(data, "04 00 0000000f 00000004 01 03 0a0b 00000003 ff 00 0c");
  }

  @Test
  void releasesAreTables9Dash24And9Dash25() throws Exception {
    assertBothWays(new ReleaseRq(), "05 00 00000004 00000000");
    assertBothWays(new ReleaseRp(), "06 00 00000004 00000000");
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_SPECIFIED, 00",
    "UNRECOGNIZED_PDU, 01",
    "UNEXPECTED_PDU, 02",
    "UNRECOGNIZED_PDU_PARAMETER, 04",
    "UNEXPECTED_PDU_PARAMETER, 05",
    "INVALID_PDU_PARAMETER_VALUE, 06",
  })
  void abortIsTable9Dash26(AbortReason reason, String code) throws Exception {
    assertBothWays(Abort.byProvider(reason), "07 00 00000004 000002" + code);
    assertBothWays(Abort.byUser(), "07 00 00000004 00000000");
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() throws Exception {
    for (long seed = 0; seed < 300; seed++) {
      Pdu pdu = new RandomPdus(new Random(seed)).next();
      assertEquals(pdu, read(PduWriter.encode(pdu)), "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "09 00 00000004 00000000", // No such type.
        "05 00 00000005 0000000000", // A release has four bytes.
        "04 00 00004001 00", // Longer than was agreed.
        "01 00 00080001 00", // Longer than any request.
        "04 00 00000000", // Data without a value.
        "04 00 00000007 00000008 01 03 0a", // A value longer than its PDU.
        "04 00 00000006 00000002 02 03", // An even context id.
        "04 00 00000005 00000001 01", // A value without a control header.
        "04 00 00000006 ffffffff 01 03", // A length beyond any memory.
        "03 00 00000004 00030101", // Neither permanent nor transient.
        "03 00 00000004 00010303", // No such reason.
      })
  void whatBreaksTheRulesIsInvalid(String hex) {
    assertThrows(InvalidPduException.class, () -> read(bytes(hex)));
  }

  @Test
  void aRequestMustHaveWhatItMustHave() {
    assertInvalid(RQ_BODY.replace("10 00 0015", "1f 00 0015")); // No application context.
    assertInvalid(RQ_BODY.replace("50 00 001e", "5f 00 0022")); // No user information.
    assertInvalid(RQ_BODY.replace("20 00 002e", "2f 00 002e")); // No presentation context.
    assertInvalid(RQ_BODY.replace("30 00 0011", "3f 00 0011")); // No abstract syntax.
    assertInvalid(RQ_BODY.replace("40 00 0011", "4f 00 0011")); // No transfer syntax.
    assertInvalid(RQ_BODY.replace("002e 01", "002e 02")); // An even context id.
    assertInvalid(RQ_BODY.replace(ascii("1.2.840.10008.1.1"), ascii("1.2.840.10008.x.1")));
    assertInvalid(RQ_BODY + "10 00 0003" + ascii("1.2")); // A second application context.
  }

  @Test
  void unknownItemsAreReadOver() throws Exception {
    String more = "58 00 0004 01020304"; // User identity.
    String body =
        RQ_BODY.replace("50 00 001e", "50 00 0026").replace("55 00", more + "55 00")
            + "99 00 0002 0102";
    assertEquals(RQ, read(bytes(framed("01", body))));
  }

  @Test
  void anEndBetweenPdusIsAnEndAndWithinOneIsAnError() throws Exception {
    assertTrue(new PduReader(new ByteArrayInputStream(new byte[0]), MAXIMUM).read().isEmpty());
    assertThrows(EOFException.class, () -> read(bytes("05 00 00000004 0000")));
    assertThrows(EOFException.class, () -> read(bytes("05 00")));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, 8, 9, 128, 16384, 0xFFFFFFFFL})
  void fragmentsFitTheReceiverAndMakeTheWhole(long maximum) {
    byte[] message = new byte[5001];
    new Random(7).nextBytes(message);
    ByteBuffer whole = ByteBuffer.allocate(message.length);
    List<PDataTf> pdus = Fragments.of(3, true, message, maximum);
    for (int i = 0; i < pdus.size(); i++) {
      PresentationDataValue value = pdus.get(i).values().get(0);
      assertEquals(i == pdus.size() - 1, value.last());
      assertTrue(maximum == 0 || PduWriter.encode(pdus.get(i)).length - 6 <= Math.max(8, maximum));
      whole.put(value.data().duplicate());
    }
    assertEquals(ByteBuffer.wrap(message), whole.flip());
  }

  private static void assertInvalid(String body) {
    assertThrows(InvalidPduException.class, () -> read(bytes(framed("01", body))), body);
  }

  private static void assertBothWays(Pdu pdu, String hex) throws Exception {
    assertEquals(
        HexFormat.of().formatHex(bytes(hex)), HexFormat.of().formatHex(PduWriter.encode(pdu)));
    assertEquals(pdu, read(bytes(hex)));
  }

  private static Pdu read(byte[] bytes) throws IOException, InvalidPduException {
    return new PduReader(new ByteArrayInputStream(bytes), MAXIMUM).read().orElseThrow();
  }

  private static String framed(String type, String body) {
    return "%s 00 %08x %s".formatted(type, bytes(body).length, body);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String ascii(String text) {
    return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
