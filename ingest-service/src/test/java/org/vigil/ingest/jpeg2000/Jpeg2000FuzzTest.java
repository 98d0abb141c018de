package org.vigil.ingest.jpeg2000;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.fuzz.Fuzzing;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** Spoilt codestreams are decoded or refused. */
class Jpeg2000FuzzTest {
  private static final int WIDTH = 74;
  private static final int HEIGHT = 46;

  @Test
  void spoiltCodestreamsAreDecodedOrRefused() throws Exception {
    List<byte[]> grey = List.of(resource("reversible-grey12"), resource("irreversible-grey16"));
    Fuzzing.refusedBy(RefusedException.class)
        .run(1_000, Fuzzing.Inputs.mutantsOf(grey), (bytes, random) -> decode(bytes, 1));
  }

  @Test
  void spoiltCodestreamsOfColoursAreDecodedOrRefused() throws Exception {
    List<byte[]> colours =
        List.of(
            resource("reversible-rgb8"),
            resource("reversible-rgb8-untransformed"),
            resource("irreversible-rgb8"));
    Fuzzing.refusedBy(RefusedException.class)
        .run(1_000, Fuzzing.Inputs.mutantsOf(colours), (bytes, random) -> decode(bytes, 3));
  }

  /** Once the decoder read ones for ever, and nobody could stop it. */
  @Test
  void bytesOfOnesInARowAreDamaged() throws IOException {
    byte[] stream = resource("irreversible-grey16");
    Arrays.fill(stream, 169, 173, (byte) -1);
    Arrays.fill(stream, 208, 212, (byte) -1);
    RefusedException refusal =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> assertThrows(RefusedException.class, () -> decode(stream, 1)));
    assertEquals(RejectionReason.DAMAGED, refusal.reason());
  }

  private static void decode(byte[] stream, int components) {
    int[] cells = Jpeg2000.decode(stream, WIDTH, HEIGHT, components);
    assertEquals(WIDTH * HEIGHT * components, cells.length);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Jpeg2000FuzzTest.class.getResourceAsStream("/jpeg2000/" + name + ".bin")) {
      return in.readAllBytes();
    }
  }
}
