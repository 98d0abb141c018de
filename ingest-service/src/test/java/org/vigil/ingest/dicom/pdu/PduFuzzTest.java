package org.vigil.ingest.dicom.pdu;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.dicom.Mutations;

/**
 * Spoilt PDUs are read or refused, and nothing else happens. {@code -Dvigil.fuzz.runs=1000000} for
 * a long run; {@code -Dvigil.fuzz.seed=N} begins elsewhere.
 */
class PduFuzzTest {
  private static final int RUNS = Integer.getInteger("vigil.fuzz.runs", 5_000);
  private static final long SEED = Long.getLong("vigil.fuzz.seed", 20261121L);

  @Test
  void spoiltPdusAreReadOrRefused() {
    for (long seed = SEED; seed < SEED + RUNS; seed++) {
      Random random = new Random(seed);
      byte[] bytes = Mutations.of(PduWriter.encode(new RandomPdus(random).next()), random);
      try {
        readAll(bytes);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(bytes), e);
      }
    }
  }

  @Test
  void aLongStreamOfNonsenseEnds() {
    byte[] nonsense = new byte[1 << 20];
    new Random(SEED).nextBytes(nonsense);
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> readAll(nonsense));
  }

  /** Goes on after a PDU that is refused, as a peer may send on. */
  private static void readAll(byte[] bytes) {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    PduReader reader = new PduReader(in, 16384);
    while (in.available() > 0) {
      try {
        Optional<Pdu> pdu = reader.read();
        pdu.ifPresent(PduWriter::encode);
      } catch (InvalidPduException e) {
        continue;
      } catch (IOException e) {
        return; // The end, within a PDU.
      }
    }
  }
}
