package org.vigil.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.ingest.decode.Decoded;
import org.vigil.ingest.decode.PictureGate;
import org.vigil.ingest.decode.PictureLimits;
import org.vigil.ingest.decode.PixelBudget;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** The steps of PS3.4 figure N.2-1, each against the formula that the standard gives for it. */
class GreyPipelineTest {
  private static final int[] EIGHT = {0, 1, 64, 100, 127, 128, 200, 255};
  private static final int[] TWELVE = {0, 1, 500, 1000, 2047, 2048, 3000, 4095};
  private static final int[] SIGNED = {-2048, -1024, -1, 0, 1, 40, 1000, 2047};

  @TempDir Path folder;

  @Test
  void aWindowIsLinearByDefault() {
    // PS3.3 C.11.2.1.2.1: ((x - (c - 0.5)) / (w - 1) + 0.5), c 100, w 101.
    shows(window(grey12(), "100", "101"), TWELVE, x -> (x - 99.5) / 100 + 0.5);
    shows(window(grey12(), "2048", "4096"), TWELVE, x -> (x - 2047.5) / 4095 + 0.5);
  }

  @Test
  void aWindowOfOneIsAStep() {
    shows(window(grey12(), "1000", "1"), TWELVE, x -> x <= 999.5 ? 0 : 1);
  }

  @Test
  void aLinearExactWindowHasItsFullWidth() {
    // PS3.3 C.11.2.1.3.2: (x - c) / w + 0.5.
    DicomFile file =
        window(grey12(), "2000", "3000").text(Tag.VOILUTFunction, "CS", "LINEAR_EXACT");
    shows(file, TWELVE, x -> (x - 2000.0) / 3000 + 0.5);
  }

  @Test
  void aSigmoidWindowIsOne() {
    // PS3.3 C.11.2.1.3.1: 1 / (1 + exp(-4 (x - c) / w)).
    DicomFile file = window(grey12(), "2000", "1000").text(Tag.VOILUTFunction, "CS", "SIGMOID");
    shows(file, TWELVE, x -> 1 / (1 + Math.exp(-4 * (x - 2000.0) / 1000)));
  }

  @Test
  void theFirstOfSeveralWindowsIsTaken() {
    shows(window(grey12(), "100\\900", "101\\7"), TWELVE, x -> (x - 99.5) / 100 + 0.5);
  }

  @Test
  void withoutAWindowTheRangeOfThePixelsIsStretched() {
    shows(grey12(), TWELVE, x -> x / 4095.0);
    shows(DicomFile.grey(8, 8, false, EIGHT), EIGHT, x -> x / 255.0);
    shows(DicomFile.grey(16, 12, true, SIGNED), SIGNED, x -> (x + 2048) / 4095.0);
  }

  @Test
  void aPictureOfOneValueIsBlackRatherThanNothing() {
    int[] flat = {7, 7, 7, 7};
    shows(DicomFile.grey(16, 12, false, flat), flat, x -> 0);
  }

  @Test
  void sixteenBitsKeepAllOfThem() {
    int[] sixteen = {0, 1, 255, 256, 32_767, 32_768, 65_534, 65_535};
    shows(
        window(DicomFile.grey(16, 16, false, sixteen), "32768", "65536"),
        sixteen,
        x -> x / 65_535.0);
  }

  @Test
  void signedValuesAreRescaledBeforeTheyAreWindowed() {
    DicomFile file =
        window(DicomFile.grey(16, 12, true, SIGNED), "40", "400")
            .text(Tag.RescaleSlope, "DS", "2")
            .text(Tag.RescaleIntercept, "DS", "-24");
    shows(file, SIGNED, x -> (2 * x - 24 - 39.5) / 399 + 0.5);
  }

  @Test
  void whatLiesAboveTheHighBitIsNoPartOfAValue() {
    int[] withOverlay = Arrays.stream(TWELVE).map(value -> value | 0xF000).toArray();
    DicomFile file = window(DicomFile.grey(16, 12, false, withOverlay), "2048", "4096");
    shows(file, TWELVE, x -> (x - 2047.5) / 4095 + 0.5);
  }

  @Test
  void aModalityLutReplacesTheRescale() {
    int[] row = {0, 1, 2, 3};
    DicomFile lut =
        DicomFile.empty().us(Tag.LUTDescriptor, 3, 1, 16).us(Tag.LUTData, 500, 900, 4000);
    DicomFile file =
        window(DicomFile.grey(8, 8, false, row), "2048", "4096")
            .sequence(Tag.ModalityLUTSequence, lut)
            .text(Tag.RescaleSlope, "DS", "1000");
    int[] entries = {500, 500, 900, 4000};
    shows(file, row, x -> (entries[x] - 2047.5) / 4095 + 0.5);
  }

  @Test
  void aVoiLutIsPreferredToAWindowAndItsEndsHold() {
    int[] row = {0, 10, 11, 12, 13, 200};
    DicomFile lut =
        DicomFile.empty().us(Tag.LUTDescriptor, 3, 11, 12).us(Tag.LUTData, 100, 4095, 2000);
    DicomFile file =
        window(DicomFile.grey(8, 8, false, row), "1", "2").sequence(Tag.VOILUTSequence, lut);
    int[] entries = {100, 100, 100, 4095, 2000, 2000};
    shows(file, row, x -> entries[Arrays.binarySearch(row, x)] / 4095.0);
  }

  @Test
  void aVoiLutAfterARescaleMayBeginBelowZero() {
    int[] row = {0, 1, 2, 3};
    DicomFile lut =
        DicomFile.empty().us(Tag.LUTDescriptor, 3, 0xFFFF, 8).us(Tag.LUTData, 0, 128, 255);
    DicomFile file =
        DicomFile.grey(16, 12, false, row)
            .text(Tag.RescaleIntercept, "DS", "-1")
            .sequence(Tag.VOILUTSequence, lut);
    int[] entries = {0, 128, 255, 255};
    shows(file, row, x -> entries[x] / 255.0);
  }

  @Test
  void monochrome1IsInvertedAfterTheWindow() {
    DicomFile file =
        window(grey12(), "100", "101").text(Tag.PhotometricInterpretation, "CS", "MONOCHROME1");
    shows(file, TWELVE, x -> 1 - Math.clamp((x - 99.5) / 100 + 0.5, 0, 1));
  }

  @Test
  void paddingIsBlackAndDoesNotStretchTheRange() {
    int[] row = {-2000, -100, 0, 300};
    for (String photometric : new String[] {"MONOCHROME1", "MONOCHROME2"}) {
      boolean inverted = photometric.equals("MONOCHROME1");
      DicomFile file =
          DicomFile.grey(16, 16, true, row)
              .us(Tag.PixelPaddingValue, -2000)
              .text(Tag.PhotometricInterpretation, "CS", photometric);
      shows(file, row, x -> x == -2000 ? 0 : inverted ? 1 - (x + 100) / 400.0 : (x + 100) / 400.0);
    }
  }

  @Test
  void paddingMayBeARange() {
    int[] row = {0, 5, 10, 11, 40, 111};
    DicomFile file =
        DicomFile.grey(16, 12, false, row)
            .us(Tag.PixelPaddingValue, 10)
            .us(Tag.PixelPaddingRangeLimit, 0);
    shows(file, row, x -> x <= 10 ? 0 : (x - 11) / 100.0);
  }

  @ParameterizedTest
  @CsvSource({
    "PixelAspectRatio, IS, '2\\1', 8, 16",
    "PixelAspectRatio, IS, '1\\2', 16, 8",
    "PixelSpacing, DS, '0.4\\0.2', 8, 16",
    "ImagerPixelSpacing, DS, '0.15\\0.3', 16, 8",
    "PixelSpacing, DS, '0.2\\0.2000001', 8, 8",
    "PixelAspectRatio, IS, '1\\0', 8, 8",
    "PixelAspectRatio, IS, 'a\\b', 8, 8",
    "PixelAspectRatio, IS, '100000\\1', 8, 8"
  })
  void pixelsThatAreNotSquareAreMadeSo(String keyword, String vr, String value, int w, int h) {
    int tag =
        switch (keyword) {
          case "PixelSpacing" -> Tag.PixelSpacing;
          case "ImagerPixelSpacing" -> Tag.ImagerPixelSpacing;
          default -> Tag.PixelAspectRatio;
        };
    Picture picture = decode(DicomFile.grey(8, 8, false, EIGHT).text(tag, vr, value).file());
    assertEquals(w, picture.width());
    assertEquals(h, picture.height());
  }

  @Test
  void aPictureThatWouldBeTooLargeWhenSquareIsRefused() {
    byte[] file =
        DicomFile.grey(8, 8, false, new int[400]).text(Tag.PixelAspectRatio, "IS", "10\\1").file();
    RefusedException refusal = assertThrows(RefusedException.class, () -> decode(file));
    assertEquals(RejectionReason.TOO_MANY_PIXELS, refusal.reason());
  }

  private static DicomFile grey12() {
    return DicomFile.grey(16, 12, false, TWELVE);
  }

  private static DicomFile window(DicomFile file, String center, String width) {
    return file.text(Tag.WindowCenter, "DS", center).text(Tag.WindowWidth, "DS", width);
  }

  /** The first row shows these shares of white for its stored values, clamped to 0 to 1. */
  private void shows(DicomFile file, int[] stored, IntToDoubleFunction share) {
    short[] row = Arrays.copyOf(((Picture.Grey16) decode(file.file())).samples(), stored.length);
    short[] expected = new short[stored.length];
    for (int i = 0; i < stored.length; i++) {
      expected[i] = (short) Math.round(Math.clamp(share.applyAsDouble(stored[i]), 0, 1) * 65_535);
    }
    assertArrayEquals(expected, row);
  }

  private Picture decode(byte[] bytes) {
    PictureLimits limits = new PictureLimits(400 * 400, 1, 1 << 20);
    try (PictureGate gate = new PictureGate(limits, PixelBudget.ofHeap(1 << 30))) {
      Decoded decoded = new DicomDecoder().decode(Files.write(folder.resolve("d"), bytes), gate);
      return decoded.picture();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
