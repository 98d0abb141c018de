package org.vigil.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** A small file that takes long to decode costs its sender the answer and nobody else anything. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlowFileTest {
  private static final Duration LIMIT = Duration.ofMillis(300);

  private final Decoders decoders =
      new Decoders(
          new PictureLimits(200_000_000, 16, 1 << 20), PixelBudget.ofHeap(8L << 30), 1, LIMIT);

  @TempDir Path folder;

  @AfterEach
  void close() {
    decoders.close();
  }

  @Test
  void aPngOf190MillionPixelsInLittleMoreThanNothingIsGivenUp() throws Exception {
    givenUp(HostileFiles.png(12_000, 16_000, zeros(16_000L * 12_001), new byte[0]));
  }

  private void givenUp(byte[] file) throws IOException, InterruptedException {
    Path slow = Files.write(folder.resolve("slow"), file);
    assertTrue(Files.size(slow) < 1 << 20);
    Path quick = Files.write(folder.resolve("quick"), HostileFiles.picture("png", 32, 32));
    warm(quick);
    AtomicBoolean used = new AtomicBoolean();
    RefusedException refusal =
        assertThrows(
            RefusedException.class,
            () ->
                decoders.decode(
                    slow,
                    decoded -> {
                      used.set(true);
                      return decoded;
                    }));
    assertEquals(RejectionReason.DECODE_TIMEOUT, refusal.reason());
    // The only decoder is free again, not because the slow file was done but because it was left.
    int width = decoders.decode(quick, decoded -> decoded.picture().width());
    assertEquals(32, width);
    assertFalse(used.get());
  }

  /** Loads the decoder's classes, which may take longer than the limit. */
  private static void warm(Path quick) throws IOException, InterruptedException {
    PictureLimits limits = new PictureLimits(1_000_000, 16, 1 << 20);
    try (Decoders patient =
        new Decoders(limits, PixelBudget.ofHeap(1 << 30), 1, Duration.ofSeconds(30))) {
      patient.decode(quick, Decoded::picture);
    }
  }

  private static byte[] zeros(long count) {
    Deflater deflater = new Deflater();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[1 << 20];
    byte[] buffer = new byte[1 << 16];
    for (long left = count; left > 0; left -= block.length) {
      deflater.setInput(block, 0, (int) Math.min(left, block.length));
      while (!deflater.needsInput()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }
}
