package org.vigil.ingest.hl7;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.fuzz.Fuzzing;
import org.vigil.ingest.fuzz.Mutations;
import org.vigil.ingest.order.OrderFixture;

/** Spoilt messages are answered, refused or not answered; nothing else happens. */
class Hl7FuzzTest {
  private static final int STORED = 10_000; // Messages that are kept, before they are let go.
  private static final int MOST = 10_000;
  private static final byte[] MESSAGE =
      String.join(
              "\r",
              "MSH|^~\\&|RIS|A|VIGIL|B|20261121||ORM^O01|M1|P|2.5",
              "PID|1||P1^^^H~P2^^^I||DOE^JANE&ANN||19610408|F",
              "ORC|NW|P1|F1||SC||^^^^^S",
              "OBR|1|P1|F1|CXR^A\\T\\B|||20261121|||||||||||ACC1",
              "ZZZ|a^b&c~d",
              "")
          .getBytes(StandardCharsets.US_ASCII);

  @Test
  void spoiltMessagesDoNoHarm() throws InterruptedException {
    Logger.getLogger(Hl7Desk.class.getName()).setLevel(Level.OFF);
    OrderFixture fixture = new OrderFixture();
    Hl7Desk desk = new Hl7Desk(fixture.desk, fixture.clock);
    Fuzzing.refusedBy()
        .run(
            3_000,
            random -> Mutations.of(MESSAGE, random),
            (message, random) -> {
              desk.answer(OrderFixture.SITE, message);
              if (fixture.store.objects.size() > STORED) {
                fixture.store.objects.clear();
              }
            });
    assertTrue(fixture.published().isEmpty(), "no image is there to be changed");
  }

  @Test
  void spoiltBlocksEndOrAreRead() throws Exception {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    Mllp.write(block, MESSAGE);
    Fuzzing.refusedBy(Mllp.BrokenBlockException.class)
        .run(
            3_000,
            random -> Mutations.of(block.toByteArray(), random),
            (bytes, random) -> {
              Optional<byte[]> read = Mllp.read(new ByteArrayInputStream(bytes), MOST);
              assertTrue(read.map(message -> message.length).orElse(0) <= MOST);
            });
  }
}
