package org.vigil.ingest.tus;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.fuzz.Fuzzing;
import org.vigil.platform.problem.ProblemException;

/** Whatever stands in a tus header, it is read or refused with a 4xx. */
class TusHeadersFuzzTest {
  private static final List<String> SEEDS =
      List.of(
          "sha1 Lve95gjOVATpfV8EL5X4nxwjKHE=",
          "filename d29ybGRfZG9taW5hdGlvbl9wbGFuLnBkZg==,is_confidential",
          "12345",
          "0123456789abcdef0123456789abcdef");

  @Test
  void everyHeaderIsReadOrRefused() throws InterruptedException {
    List<Consumer<String>> readers =
        List.of(
            Checksum::parse,
            UploadMetadata::requireWellFormed,
            text -> TusNumbers.parse("Upload-Offset", text),
            UploadKey::parse);
    List<byte[]> whole =
        SEEDS.stream().map(seed -> seed.getBytes(StandardCharsets.ISO_8859_1)).toList();
    Fuzzing.refusedBy()
        .allocatingAtMost(4 << 20)
        .run(
            5_000,
            Fuzzing.Inputs.mutantsOf(whole),
            (bytes, random) -> {
              String text = new String(bytes, StandardCharsets.ISO_8859_1);
              readers.forEach(reader -> requireSane(reader, text));
            });
  }

  private static void requireSane(Consumer<String> reader, String text) {
    try {
      reader.accept(text);
    } catch (ProblemException e) {
      if (e.problem().status() / 100 != 4) {
        throw new AssertionError(text, e);
      }
    }
  }
}
