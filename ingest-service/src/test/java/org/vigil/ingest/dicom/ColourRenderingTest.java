package org.vigil.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.ingest.decode.PictureGate;
import org.vigil.ingest.decode.PictureLimits;
import org.vigil.ingest.decode.PixelBudget;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** Photometric interpretations of PS3.3 C.7.6.3.1.2 on pictures of 2 x 2. */
class ColourRenderingTest {
  private static final int[] RGB = {255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30};

  @TempDir Path folder;

  @Test
  void redGreenAndBlueInterleavedOrInPlanes() {
    shows(colour("RGB", 8, RGB), RGB);
    int[] planes = {255, 0, 0, 10, 0, 255, 0, 20, 0, 0, 255, 30};
    shows(colour("RGB", 8, planes).us(Tag.PlanarConfiguration, 1), RGB);
  }

  @Test
  void sixteenBitsKeepTheirUpperEight() {
    int[] sixteen = Arrays.stream(RGB).map(value -> value << 8 | 0x7F).toArray();
    shows(colour("RGB", 16, sixteen), RGB);
  }

  @Test
  void lumaAndChromaBecomeColours() {
    // PS3.3 C.7.6.3.1.2 the other way round: (76, 85, 255) is red, (29, 255, 107) is blue.
    int[] ybr = {76, 85, 255, 29, 255, 107, 128, 128, 128, 0, 128, 128};
    int[] rgb = {254, 0, 0, 0, 0, 254, 128, 128, 128, 0, 0, 0};
    shows(colour("YBR_FULL", 8, ybr), rgb);
    int[] sixteen = Arrays.stream(ybr).map(value -> value << 8).toArray();
    shows(colour("YBR_FULL", 16, sixteen), rgb);
  }

  @Test
  void twoPixelsOfARowShareTheirChroma() {
    DicomFile file = colour("YBR_FULL_422", 8, 76, 29, 85, 255, 128, 0, 128, 128);
    shows(file, 254, 0, 0, 207, 0, 0, 128, 128, 128, 0, 0, 0);
  }

  @Test
  void aPaletteIsLookedUp() {
    DicomFile file = colour("PALETTE COLOR", 8, 5, 6, 7, 9).us(Tag.SamplesPerPixel, 1);
    for (int i = 0; i < 3; i++) {
      file.us(Tag.RedPaletteDescriptor + i, 3, 5, 16)
          .us(Tag.RedPaletteData + i, i << 8, 0x80FF, 0xFFFF);
    }
    shows(file, 0, 1, 2, 128, 128, 128, 255, 255, 255, 255, 255, 255);
  }

  @Test
  void aPaletteInSegmentsHasRunsLinesAndRepetitions() {
    DicomFile file = colour("PALETTE COLOR", 8, 0, 2, 4, 7).us(Tag.SamplesPerPixel, 1);
    for (int i = 0; i < 3; i++) {
      file.us(Tag.RedPaletteDescriptor + i, 8, 0, 16)
          // Two entries; a line of two more; the first segment again; two entries.
          .us(
              Tag.SegmentedRedPaletteData + i,
              0,
              2,
              0x0000,
              0x1000 * (i + 1),
              1,
              2,
              0x5000,
              2,
              1,
              0,
              0,
              0,
              2,
              7,
              0xFF00);
    }
    shows(file, 0, 0, 0, 0x30, 0x38, 0x40, 0, 0, 0, 255, 255, 255);
  }

  @Test
  void aDamagedPaletteIsRefused() {
    DicomFile file = colour("PALETTE COLOR", 8, 0, 2, 4, 7).us(Tag.SamplesPerPixel, 1);
    for (int i = 0; i < 3; i++) {
      file.us(Tag.RedPaletteDescriptor + i, 8, 0, 16)
          .us(Tag.SegmentedRedPaletteData + i, 2, 0xFFFF, 0, 0);
    }
    assertThrows(RefusedException.class, () -> decode(file.file()));
  }

  @Test
  void whatCannotBeShownIsSaidToBeSo() {
    refused(colour("CMYK", 8, RGB));
    refused(colour("HSV", 8, RGB));
  }

  @Test
  void colourPicturesAreMadeSquareToo() {
    Picture picture = decode(colour("RGB", 8, RGB).text(Tag.PixelAspectRatio, "IS", "1\\2").file());
    assertEquals(4, picture.width());
    assertEquals(2, picture.height());
    Picture.Rgb8 rgb = picture.toRgb();
    assertArrayEquals(
        new byte[] {(byte) 255, 0, 0, (byte) 191, 64, 0, 64, (byte) 191, 0, 0, (byte) 255, 0},
        Arrays.copyOf(rgb.samples(), 12));
  }

  private static DicomFile colour(String photometric, int allocated, int... samples) {
    ByteBuffer pixels =
        ByteBuffer.allocate(samples.length * allocated / 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int sample : samples) {
      if (allocated == 8) {
        pixels.put((byte) sample);
      } else {
        pixels.putShort((short) sample);
      }
    }
    return DicomFile.empty()
        .us(Tag.SamplesPerPixel, 3)
        .text(Tag.PhotometricInterpretation, "CS", photometric)
        .us(Tag.Rows, 2)
        .us(Tag.Columns, 2)
        .us(Tag.BitsAllocated, allocated)
        .us(Tag.BitsStored, allocated)
        .us(Tag.HighBit, allocated - 1)
        .us(Tag.PixelRepresentation, 0)
        .bytes(Tag.PixelData, "OW", pixels.array());
  }

  private void shows(DicomFile file, int... expected) {
    byte[] samples = ((Picture.Rgb8) decode(file.file())).samples();
    int[] seen = new int[samples.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = samples[i] & 0xFF;
    }
    assertArrayEquals(expected, seen);
  }

  private void refused(DicomFile file) {
    byte[] bytes = file.file();
    assertEquals(
        RejectionReason.UNSUPPORTED_FORMAT,
        assertThrows(RefusedException.class, () -> decode(bytes)).reason());
  }

  private Picture decode(byte[] bytes) {
    PictureLimits limits = new PictureLimits(1000, 1, 1 << 20);
    try (PictureGate gate = new PictureGate(limits, PixelBudget.ofHeap(1 << 30))) {
      return new DicomDecoder().decode(Files.write(folder.resolve("d"), bytes), gate).picture();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
