package org.vigil.ingest.tus;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.dicom.Mutations;
import org.vigil.platform.problem.ProblemException;

/** Whatever stands in a tus header, it is read or refused with a 4xx. */
class TusHeadersFuzzTest {
  private static final int RUNS = Integer.getInteger("vigil.fuzz.runs", 5_000);
  private static final long SEED = Long.getLong("vigil.fuzz.seed", 20261121L);
  private static final List<String> SEEDS =
      List.of(
          "sha1 Lve95gjOVATpfV8EL5X4nxwjKHE=",
          "filename d29ybGRfZG9taW5hdGlvbl9wbGFuLnBkZg==,is_confidential",
          "12345",
          "0123456789abcdef0123456789abcdef");

  @Test
  void everyHeaderIsReadOrRefused() {
    List<Consumer<String>> readers =
        List.of(
            Checksum::parse,
            UploadMetadata::requireWellFormed,
            text -> TusNumbers.parse("Upload-Offset", text),
            UploadKey::parse);
    for (int i = 0; i < RUNS; i++) {
      Random random = new Random(SEED + i);
      String seed = SEEDS.get(random.nextInt(SEEDS.size()));
      byte[] bytes = Mutations.of(seed.getBytes(StandardCharsets.ISO_8859_1), random);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      for (Consumer<String> reader : readers) {
        requireSane(reader, text, "seed " + (SEED + i) + ": " + text);
      }
    }
  }

  private static void requireSane(Consumer<String> reader, String text, String which) {
    try {
      reader.accept(text);
    } catch (ProblemException e) {
      if (e.problem().status() / 100 != 4) {
        throw new AssertionError(which, e);
      }
    } catch (RuntimeException e) {
      throw new AssertionError(which, e);
    }
  }
}
