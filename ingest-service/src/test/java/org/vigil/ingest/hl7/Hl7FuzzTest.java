package org.vigil.ingest.hl7;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.dicom.Mutations;
import org.vigil.ingest.order.OrderFixture;

/** Spoilt messages are answered, refused or not answered; nothing else happens. */
class Hl7FuzzTest {
  private static final int RUNS = Integer.getInteger("vigil.fuzz.runs", 3_000);
  private static final long SEED = Long.getLong("vigil.fuzz.seed", 20261121L);
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
  void spoiltMessagesDoNoHarm() {
    OrderFixture fixture = new OrderFixture();
    Hl7Desk desk = new Hl7Desk(fixture.desk, fixture.clock);
    for (int i = 0; i < RUNS; i++) {
      byte[] message = Mutations.of(MESSAGE, new Random(SEED + i));
      try {
        desk.answer(OrderFixture.SITE, message);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + (SEED + i), e);
      }
    }
    assertTrue(fixture.published().isEmpty(), "no image is there to be changed");
  }

  @Test
  void spoiltBlocksEndOrAreRead() throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    Mllp.write(block, MESSAGE);
    for (int i = 0; i < RUNS; i++) {
      ByteArrayInputStream in =
          new ByteArrayInputStream(Mutations.of(block.toByteArray(), new Random(SEED + i)));
      try {
        Optional<byte[]> read = Mllp.read(in, MOST);
        assertTrue(read.map(bytes -> bytes.length).orElse(0) <= MOST);
      } catch (Mllp.BrokenBlockException e) {
        continue; // Said to be broken, which it is.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + (SEED + i), e);
      }
    }
  }
}
