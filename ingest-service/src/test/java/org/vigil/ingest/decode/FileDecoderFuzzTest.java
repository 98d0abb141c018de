package org.vigil.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.ingest.fuzz.Mutations;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Changed bytes through every decoder: each file is read or refused, in little time. Four seconds
 * in the build; {@code -Dvigil.fuzz.duration=PT1H} for longer, {@code -Dvigil.fuzz.seed} to repeat.
 */
class FileDecoderFuzzTest {
  private static final Duration DURATION =
      Duration.parse(System.getProperty("vigil.fuzz.duration", "PT4S"));
  private static final long SEED = Long.getLong("vigil.fuzz.seed", System.nanoTime());
  private static final int AT_LEAST = 200; // However slow the machine.
  private static final Path REAL =
      Path.of(System.getProperty("vigil.root")).resolve("../shared/data/dicom").normalize();

  private final Decoders decoders =
      new Decoders(
          new PictureLimits(2_000_000, 1, 1 << 20),
          PixelBudget.ofHeap(1 << 28),
          1,
          Duration.ofSeconds(30));

  @TempDir Path folder;

  @AfterEach
  void close() {
    decoders.close();
  }

  @Test
  void whateverTheBytesTheyAreAPictureOrRefused() throws Exception {
    List<byte[]> seeds = seeds();
    Random random = new Random(SEED);
    List<String> surprises = new ArrayList<>();
    long end = System.nanoTime() + DURATION.toNanos();
    int round = 0;
    while (round < AT_LEAST || System.nanoTime() < end) {
      int seed = random.nextInt(seeds.size());
      byte[] mutant = Mutations.of(seeds.get(seed), seeds, random);
      String surprise = decode(mutant);
      if (!surprise.isEmpty()) {
        Path kept = Files.write(Files.createTempFile("vigil-fuzz-", ".bin"), mutant);
        surprises.add("seed " + SEED + ", round " + round + ", " + kept + ": " + surprise);
      }
      round++;
    }
    assertEquals(List.of(), surprises);
  }

  /** Empty, or what should not have been. */
  private String decode(byte[] bytes) throws IOException, InterruptedException {
    try {
      Path file = Files.write(folder.resolve("mutant"), bytes);
      int pixels = decoders.decode(file, d -> d.picture().width() * d.picture().height());
      assertTrue(pixels > 0);
      return "";
    } catch (RefusedException e) {
      return e.reason() == RejectionReason.DECODE_TIMEOUT ? "more than 30 s" : "";
    } catch (RuntimeException | IOException | Error e) {
      return e.toString();
    }
  }

  private static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String line : new String(resource("index.csv")).split("\n")) {
      seeds.add(resource(line.split(",")[0]));
    }
    if (Files.isDirectory(REAL)) {
      try (Stream<Path> files = Files.list(REAL)) {
        for (Path file : files.sorted().toList()) {
          byte[] bytes = Files.readAllBytes(file);
          if (bytes.length < 200_000) {
            seeds.add(bytes);
          }
        }
      }
    }
    return seeds;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = FileDecoderFuzzTest.class.getResourceAsStream("/pictures/" + name)) {
      return in.readAllBytes();
    }
  }
}
