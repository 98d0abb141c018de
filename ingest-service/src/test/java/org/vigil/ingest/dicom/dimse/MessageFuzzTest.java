package org.vigil.ingest.dicom.dimse;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.dicom.pdu.PresentationDataValue;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.fuzz.Fuzzing;
import org.vigil.ingest.fuzz.Mutations;

/** Spoilt command sets and fragments in any order are answered or refused, and nothing else. */
class MessageFuzzTest {
  private static final Uid CLASS = new Uid("1.2.840.10008.1.1");

  @Test
  void spoiltCommandsAreAnsweredOrRefused() throws InterruptedException {
    Fuzzing.refusedBy(DimseException.class)
        .allocatingAtMost(4 << 20)
        .run(
            5_000,
            random -> Mutations.of(command(random).encode(), random),
            MessageFuzzTest::converse);
  }

  private static CommandSet command(Random random) {
    CommandField[] fields = CommandField.values();
    CommandSet command =
        CommandSet.of(fields[random.nextInt(fields.length)])
            .with(CommandElement.MESSAGE_ID, random.nextInt(65536))
            .with(CommandElement.AFFECTED_SOP_CLASS_UID, CLASS)
            .with(CommandElement.AFFECTED_SOP_INSTANCE_UID, new Uid("1.2.3.4." + random.nextInt(9)))
            .with(CommandElement.ERROR_COMMENT, "none");
    return random.nextBoolean() ? command.withDataSet() : command;
  }

  private static void converse(byte[] bytes, Random random) throws DimseException {
    Dispatcher services = new Dispatcher(Map.of(CommandField.C_ECHO_RQ, new EchoService()));
    AcceptedContext context = new AcceptedContext(1, CLASS, new Uid("1.2.840.10008.1.2"));
    try (MessageReceiver receiver = new MessageReceiver(Map.of(1, context), services)) {
      int at = 0;
      while (at < bytes.length) {
        int length = Math.min(random.nextInt(1, 80), bytes.length - at);
        boolean last = at + length == bytes.length;
        receiver
            .receive(fragment(bytes, at, length, last, random))
            .flatMap(arrived -> arrived.operation().finish())
            .ifPresent(CommandSet::encode);
        at += length;
      }
    }
  }

  private static PresentationDataValue fragment(
      byte[] bytes, int at, int length, boolean last, Random random) {
    return new PresentationDataValue(
        random.nextInt(200) == 0 ? 3 : 1,
        random.nextInt(50) != 0,
        last || random.nextInt(50) == 0,
        ByteBuffer.wrap(bytes, at, length).slice());
  }
}
