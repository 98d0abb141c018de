package org.vigil.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.decode.Decoded;
import org.vigil.ingest.decode.Decoders;
import org.vigil.ingest.decode.PictureGate;
import org.vigil.ingest.decode.PictureLimits;
import org.vigil.ingest.decode.PixelBudget;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.word.Words;

/** Real DICOM files: each is read, or refused for the right reason. */
class DicomFilesTest {
  private static final Path FILES =
      Path.of(System.getProperty("vigil.root")).resolve("../shared/data/dicom").normalize();

  private static final PictureLimits LIMITS = new PictureLimits(50_000_000, 1, 8 << 20);

  /**
   * What follows from each file's transfer syntax, frames and bits allocated. SC_rgb_jpeg.dcm has
   * no VRs where its transfer syntax demands them, and a JPEG with a short APP14 segment; it is
   * read all the same.
   */
  private static final String EXPECTED =
      """
      read: CT_small.dcm JLSN_RGB_ILV0.dcm ExplVR_BigEnd.dcm JLSL_16_15_1_1F.dcm JPEG-LL.dcm
        JPGLosslessP14SV1_1s_1f_8b.dcm MR_small.dcm MR_small_RLE.dcm
        MR_small_bigendian.dcm MR_small_implicit.dcm MR_small_jpeg_ls_lossless.dcm
        MR_small_jp2klossless.dcm JPEG2000.dcm RG3_J2KI.dcm JPEG-lossy.dcm
        JPGExtended.dcm SC_rgb_jpeg.dcm OBXXXX1A.dcm SC_rgb_dcmtk_+eb+cy+np.dcm SC_rgb_jpeg_dcmtk.dcm SC_rgb_rle.dcm
        SC_rgb_rle_16bit.dcm SC_rgb_small_odd.dcm
        SC_ybr_full_422_uncompressed.dcm bad_sequence.dcm cxr-monochrome1.dcm
        examples_palette.dcm examples_rgb_color.dcm image_dfl.dcm rsna-cxr.dcm
        vlut_04.dcm
      unsupported-format: HTJ2K_08_RGB.dcm
        SC_rgb_2frame.dcm badVR.dcm
        examples_ybr_color.dcm liver_deflate.dcm no_meta.dcm
      damaged: MR_truncated.dcm rtplan_truncated.dcm
      not-an-image: rtplan.dcm test-SR.dcm
      """;

  private final Decoders decoders =
      new Decoders(LIMITS, PixelBudget.ofHeap(4L << 30), 1, Duration.ofSeconds(20));

  @BeforeEach
  void needsTheFiles() {
    assumeTrue(Files.isDirectory(FILES), "no " + FILES + ": the real DICOM files are not here");
  }

  @Test
  void everyFileIsReadOrRefusedForItsReason() throws Exception {
    Map<String, String> outcomes = new TreeMap<>();
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".dcm")).sorted().toList()) {
        outcomes.put(file.getFileName().toString(), outcome(file));
      }
    }
    expected().forEach((file, outcome) -> assertEquals(outcome, outcomes.get(file), file));
    assertFalse(outcomes.containsValue("failed"), outcomes::toString);
  }

  @Test
  void monochrome1IsTheNegative() throws Exception {
    Picture.Grey16 positive = decode("rsna-cxr.dcm").picture().toGrey();
    Picture.Grey16 negative = decode("cxr-monochrome1.dcm").picture().toGrey();
    assertEquals(positive.samples().length, negative.samples().length);
    for (int i = 0; i < positive.samples().length; i += 97) {
      int sum =
          Short.toUnsignedInt(positive.samples()[i]) + Short.toUnsignedInt(negative.samples()[i]);
      assertTrue(Math.abs(sum - 65_535) <= 1, "pixel " + i);
    }
  }

  @Test
  void aRadiographSaysWhatItIsAndKeepsItsIdentityApart() throws Exception {
    Decoded decoded = decode("rsna-cxr.dcm");
    assertEquals(StudyKind.CHEST_XRAY, decoded.words().kind().orElseThrow());
    assertTrue(decoded.words().studyInstanceUid().isPresent());
    assertFalse(decoded.words().identity().isEmpty());
    assertFalse(decoded.toString().contains(decoded.words().studyInstanceUid().orElseThrow()));
    assertTrue(
        decoded.words().metadata().keySet().stream().allMatch(List.of("age", "sex")::contains));
  }

  @Test
  void bytesThatChangeNeverBringTheDecoderDown() throws Exception {
    long seed = 20_261_120;
    Random random = new Random(seed);
    List<String> surprises = new ArrayList<>();
    for (String name : List.of("MR_small.dcm", "CT_small.dcm", "test-SR.dcm")) {
      if (!Files.exists(FILES.resolve(name))) {
        continue;
      }
      byte[] original = Files.readAllBytes(FILES.resolve(name));
      for (int i = 0; i < 300; i++) {
        byte[] mutant = original.clone();
        for (int change = 0; change < 1 + random.nextInt(8); change++) {
          mutant[132 + random.nextInt(Math.min(mutant.length - 132, 4000))] =
              (byte) random.nextInt(256);
        }
        Path file = Files.createTempFile("mutant", ".dcm");
        try (PictureGate gate = new PictureGate(LIMITS, PixelBudget.ofHeap(4L << 30))) {
          Files.write(file, mutant);
          new DicomDecoder().decode(file, gate);
        } catch (RefusedException expected) {
          // That is how it says no.
        } catch (RuntimeException e) {
          surprises.add("seed " + seed + " " + name + " #" + i + ": " + e);
        } finally {
          Files.delete(file);
        }
      }
    }
    assertEquals(List.of(), surprises);
  }

  private static Map<String, String> expected() {
    Map<String, String> expected = new TreeMap<>();
    String outcome = "";
    for (String word : EXPECTED.split("\\s+")) {
      if (word.endsWith(":")) {
        outcome = word.substring(0, word.length() - 1);
      } else {
        expected.put(word, outcome);
      }
    }
    return expected;
  }

  private String outcome(Path file) throws InterruptedException {
    try {
      Decoded decoded = decoders.decode(file, all -> all);
      return decoded.picture().width() > 0 ? "read" : "failed";
    } catch (RefusedException e) {
      return Words.of(e.reason());
    } catch (IOException e) {
      return "failed";
    }
  }

  private Decoded decode(String name) throws IOException, InterruptedException {
    return decoders.decode(FILES.resolve(name), all -> all);
  }
}
