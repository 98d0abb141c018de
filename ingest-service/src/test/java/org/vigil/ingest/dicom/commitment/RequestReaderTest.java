package org.vigil.ingest.dicom.commitment;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.dicom.dimse.DimseException;
import org.vigil.ingest.fuzz.Fuzzing;
import org.vigil.ingest.fuzz.Mutations;

/** Requests for commitment that are not as they should be. */
class RequestReaderTest {
  private static final String CR = "1.2.840.10008.5.1.4.1.1.1";
  private static final String DX = "1.2.840.10008.5.1.4.1.1.1.1";

  @Test
  void aRequestThatIsCutOffIsRefused() {
    byte[] whole = RequestBytes.of(true, "1.9.9", CR, "1.2.3.1");
    byte[] cut = Arrays.copyOf(whole, whole.length - 3);
    assertThrows(DimseException.class, () -> RequestReader.read(ByteBuffer.wrap(cut), true));
  }

  @Test
  void spoiltRequestsAreReadOrRefused() throws InterruptedException {
    byte[] explicit = RequestBytes.of(true, "1.9.9", CR, "1.2.3.1", DX, "1.2.3.2");
    byte[] implicit = RequestBytes.of(false, "1.9.9", CR, "1.2.3.1", DX, "1.2.3.2");
    Fuzzing.refusedBy(DimseException.class)
        .allocatingAtMost(4 << 20)
        .run(
            5_000,
            random -> Mutations.of(random.nextBoolean() ? explicit : implicit, random),
            (bytes, random) -> RequestReader.read(ByteBuffer.wrap(bytes), random.nextBoolean()));
  }
}
