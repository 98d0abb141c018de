package org.vigil.ingest.dicom.pdu;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.fuzz.Fuzzing;
import org.vigil.ingest.fuzz.Mutations;

/** Spoilt PDUs are read or refused, and nothing else happens. */
class PduFuzzTest {
  @Test
  void spoiltPdusAreReadOrRefused() throws InterruptedException {
    Fuzzing.refusedBy(EOFException.class)
        .allocatingAtMost(4 << 20)
        .run(
            5_000,
            random -> Mutations.of(PduWriter.encode(new RandomPdus(random).next()), random),
            (bytes, random) -> readAll(bytes));
  }

  @Test
  void aLongStreamOfNonsenseEnds() {
    byte[] nonsense = new byte[1 << 20];
    new Random(Fuzzing.SEED).nextBytes(nonsense);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try {
            readAll(nonsense);
          } catch (EOFException e) {
            return; // The end, within a PDU.
          }
        });
  }

  /** Goes on after a PDU that is refused, as a peer may send on. */
  private static void readAll(byte[] bytes) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    PduReader reader = new PduReader(in, 16384);
    while (in.available() > 0) {
      try {
        reader.read().ifPresent(PduWriter::encode);
      } catch (InvalidPduException e) {
        continue;
      }
    }
  }
}
