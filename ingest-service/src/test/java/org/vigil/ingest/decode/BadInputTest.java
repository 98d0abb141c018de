package org.vigil.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.vigil.ingest.decode.HostileFiles.deflated;
import static org.vigil.ingest.decode.HostileFiles.picture;
import static org.vigil.ingest.decode.HostileFiles.png;
import static org.vigil.ingest.decode.HostileFiles.tiff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** What is not a picture, or not one that is taken, is refused for its own reason. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BadInputTest {
  private final Decoders decoders =
      new Decoders(
          new PictureLimits(50_000_000, 16, 1 << 20),
          PixelBudget.ofHeap(4L << 30),
          2,
          Duration.ofSeconds(20));

  @TempDir Path folder;

  @AfterEach
  void close() {
    decoders.close();
  }

  @Test
  void anEmptyFileIsEmpty() throws IOException {
    assertRefused(RejectionReason.EMPTY, new byte[0]);
  }

  @Test
  void textIsNoFormat() throws IOException {
    assertRefused(
        RejectionReason.UNSUPPORTED_FORMAT, "hello, picture".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
  void aPictureIsReadWhateverItsNameSays(String format) throws Exception {
    Path file = write(picture(format, 64, 48), "wrong.name");
    Decoded decoded = decoders.decode(file, all -> all);
    assertEquals(64, decoded.picture().width());
    assertEquals(48, decoded.picture().height());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
  void halfAPictureIsDamaged(String format) throws IOException {
    byte[] whole = picture(format, 128, 128);
    assertRefused(RejectionReason.DAMAGED, Arrays.copyOf(whole, whole.length / 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
  void onePixelIsTooSmall(String format) throws IOException {
    assertRefused(RejectionReason.TOO_SMALL, picture(format, 1, 1));
  }

  @Test
  void aHeaderOf30000By30000IsRefusedBeforeDecoding() throws IOException {
    assertRefused(RejectionReason.TOO_MANY_PIXELS, png(30_000, 30_000, new byte[100], new byte[0]));
  }

  @Test
  void aBombInAnAncillaryChunkIsNeverInflated() throws Exception {
    byte[] bomb = new byte[2 << 20];
    assertRefused(RejectionReason.TOO_LARGE, png(32, 32, deflated(new byte[32 * 33]), bomb));
    byte[] small = deflated(new byte[64 << 20]);
    Decoded decoded =
        decoders.decode(write(png(32, 32, deflated(new byte[32 * 33]), small), "bomb"), all -> all);
    assertEquals(32, decoded.picture().width());
  }

  @Test
  void aPngWhosePixelsInflateToMoreThanItsSizeCostsNoMore() throws Exception {
    Decoded decoded =
        decoders.decode(
            write(png(32, 32, deflated(new byte[64 << 20]), new byte[0]), "long"), all -> all);
    assertEquals(32, decoded.picture().height());
  }

  @Test
  void aTiffThatClaimsAHugeSizeIsRefusedBeforeDecoding() throws IOException {
    assertRefused(RejectionReason.TOO_MANY_PIXELS, tiff(60_000, 60_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
  void bytesThatChangeNeverBringADecoderDown(String format) throws Exception {
    long seed = 20_261_121;
    Random random = new Random(seed);
    byte[] original = picture(format, 40, 40);
    List<String> surprises = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      byte[] mutant = original.clone();
      for (int change = 0; change <= random.nextInt(6); change++) {
        mutant[4 + random.nextInt(mutant.length - 4)] = (byte) random.nextInt(256);
      }
      try {
        decoders.decode(write(mutant, "mutant"), all -> all);
      } catch (RefusedException expected) {
        // That is how it says no.
      } catch (IOException | RuntimeException | Error e) {
        surprises.add("seed " + seed + " #" + i + ": " + e);
      }
    }
    assertEquals(List.of(), surprises);
  }

  private void assertRefused(RejectionReason reason, byte[] bytes) throws IOException {
    Path file = write(bytes, "bad");
    assertEquals(
        reason,
        assertThrows(RefusedException.class, () -> decoders.decode(file, all -> all)).reason());
  }

  private Path write(byte[] bytes, String name) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}
