package org.vigil.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** Objects of several frames: each frame is a file that shows it, or the object is refused. */
class FrameSplitterTest {
  private static final Path FILES =
      Path.of(System.getProperty("vigil.root")).resolve("../shared/data/dicom").normalize();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"SC_rgb_2frame.dcm, 2", "examples_ybr_color.dcm, 30"})
  void everyFrameIsAFileOfItsOwn(String name, int count) throws IOException {
    assumeTrue(Files.exists(FILES.resolve(name)), "the real DICOM files are not here");
    Path whole = Files.copy(FILES.resolve(name), folder.resolve(name));
    List<Path> frames = new ArrayList<>();
    new FrameSplitter(30).split(whole, frames);
    assertEquals(count, frames.size());
    Part10.Contents all = Part10.read(Files.readAllBytes(whole));
    PixelLayout layout = PixelLayout.of(all.dataSet());
    Set<String> uids = new HashSet<>();
    for (int frame = 0; frame < count; frame++) {
      Part10.Contents one = Part10.read(Files.readAllBytes(frames.get(frame)));
      assertArrayEquals(
          PixelReader.read(all, layout, frame),
          PixelReader.read(one, PixelLayout.of(one.dataSet()), 0));
      DataSet source = one.dataSet().item(Tag.SourceImageSequence).orElseThrow();
      assertEquals(frame + 1, source.decimal(Tag.ReferencedFrameNumber).orElseThrow());
      assertEquals(
          all.dataSet().text(Tag.SOPInstanceUID), source.text(Tag.ReferencedSOPInstanceUID));
      uids.add(one.dataSet().text(Tag.SOPInstanceUID).orElseThrow());
    }
    assertEquals(count, uids.size());
    assertNotEquals(
        Arrays.toString(PixelReader.read(all, layout, 0)),
        Arrays.toString(PixelReader.read(all, layout, count - 1)));
  }

  @Test
  void framesOfMorePixelsThanCanBeCountedAreTooMany() throws IOException {
    byte[] file = frames().us(Tag.Rows, 0xFFFF).us(Tag.Columns, 0xFFFF).file();
    assertEquals(RejectionReason.TOO_MANY_PIXELS, refused(file).reason());
  }

  @Test
  void framesOfAnObjectWithoutUidsAreDamaged() throws IOException {
    byte[] file = frames().text(Tag.SOPInstanceUID, "UI", "1.2.x").file();
    assertEquals(RejectionReason.DAMAGED, refused(file).reason());
  }

  private static DicomFile frames() {
    return DicomFile.grey(8, 8, false, 1, 2, 3, 4)
        .text(Tag.SOPClassUID, "UI", "1.2.840.10008.5.1.4.1.1.7")
        .text(Tag.SOPInstanceUID, "UI", "1.2.3.4.56")
        .text(Tag.NumberOfFrames, "IS", "2")
        .bytes(Tag.PixelData, "OW", new byte[32]);
  }

  private RefusedException refused(byte[] file) throws IOException {
    Path whole = Files.write(folder.resolve("frames.dcm"), file);
    return assertThrows(
        RefusedException.class, () -> new FrameSplitter(2).split(whole, new ArrayList<>()));
  }

  @ParameterizedTest
  @CsvSource("SC_rgb_2frame.dcm")
  void theSameFileGivesTheSameFiles(String name) throws IOException {
    assumeTrue(Files.exists(FILES.resolve(name)), "the real DICOM files are not here");
    Path whole = Files.copy(FILES.resolve(name), folder.resolve(name));
    List<Path> once = new ArrayList<>();
    new FrameSplitter(2).split(whole, once);
    byte[] first = Files.readAllBytes(once.get(1));
    List<Path> twice = new ArrayList<>();
    new FrameSplitter(2).split(whole, twice);
    assertArrayEquals(first, Files.readAllBytes(twice.get(1)));
  }
}
