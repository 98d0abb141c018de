package org.vigil.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** Run lengths (PS3.5 annex G). */
class RleTest {
  private static final PixelLayout FOUR =
      new PixelLayout(4, 1, 1, "MONOCHROME2", 8, 8, 7, false, false);

  @Test
  void literalAndRepeatedRunsAreUnpacked() {
    byte[] pixels = Rle.decode(segment(1, 7, 8, -1, 9), FOUR);
    assertArrayEquals(new byte[] {7, 8, 9, 9}, pixels);
  }

  /** Each once brought the decoder down. */
  @ParameterizedTest
  @ValueSource(ints = {3, -3})
  void aRunThatEndsEarlyIsDamaged(int control) {
    ByteBuffer cut = control > 0 ? segment(control, 7, 8) : segment(control);
    RefusedException refusal = assertThrows(RefusedException.class, () -> Rle.decode(cut, FOUR));
    assertEquals(RejectionReason.DAMAGED, refusal.reason());
  }

  private static ByteBuffer segment(int... bytes) {
    ByteBuffer fragment = ByteBuffer.allocate(64 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    fragment.putInt(1).putInt(64).position(64);
    for (int one : bytes) {
      fragment.put((byte) one);
    }
    return fragment.flip();
  }
}
