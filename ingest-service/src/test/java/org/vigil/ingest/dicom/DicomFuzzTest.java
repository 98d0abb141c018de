package org.vigil.ingest.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.ingest.decode.PictureGate;
import org.vigil.ingest.decode.PictureLimits;
import org.vigil.ingest.decode.PixelBudget;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.DataSetWriter;
import org.vigil.ingest.dicom.dataset.Element;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.dataset.Value;
import org.vigil.ingest.fuzz.Fuzzing;
import org.vigil.ingest.refusal.RefusedException;

/** Spoilt files through everything that reads a DICOM file: each is read, or refused. */
class DicomFuzzTest {
  private static final PictureLimits LIMITS = new PictureLimits(200_000, 1, 1 << 20);
  private static final long FRAMES_IN_MEMORY = 1 << 26;

  @TempDir Path folder;

  @Test
  void spoiltDataSetsAreReadOrRefusedAndWhatIsReadIsWritten() throws Exception {
    Fuzzing.refusedBy(RefusedException.class)
        .run(
            2_000,
            Fuzzing.Inputs.mutantsOf(SmallFiles.all()),
            (bytes, random) -> {
              DataSet data = Part10.read(bytes).dataSet();
              walk(data);
              DataSetWriter.write(data);
            });
  }

  @Test
  void spoiltFilesAreDecodedOrRefused() throws Exception {
    PixelBudget budget = PixelBudget.ofHeap(1 << 28);
    Path file = folder.resolve("mutant.dcm");
    Fuzzing.refusedBy(RefusedException.class)
        .allocatingAtMost(FRAMES_IN_MEMORY)
        .run(
            2_000,
            Fuzzing.Inputs.mutantsOf(SmallFiles.all()),
            (bytes, random) -> {
              Files.write(file, bytes);
              try (PictureGate gate = new PictureGate(LIMITS, budget)) {
                new DicomDecoder().decode(file, gate);
              }
            });
  }

  @Test
  void spoiltFilesOfSeveralFramesAreSplitOrRefused() throws Exception {
    FrameSplitter splitter = new FrameSplitter(4);
    Path file = folder.resolve("frames.dcm");
    Fuzzing.refusedBy(RefusedException.class)
        .allocatingAtMost(FRAMES_IN_MEMORY)
        .run(
            1_000,
            Fuzzing.Inputs.mutantsOf(SmallFiles.ofSeveralFrames()),
            (bytes, random) -> {
              Files.write(file, bytes);
              List<Path> written = new ArrayList<>();
              try {
                splitter.split(file, written);
              } finally {
                deleteAll(written);
              }
            });
  }

  @Test
  void spoiltRleIsDecodedOrRefused() throws Exception {
    PixelLayout layout = new PixelLayout(8, 8, 1, "MONOCHROME2", 16, 16, 15, false, false);
    Fuzzing.refusedBy(RefusedException.class)
        .allocatingAtMost(1 << 20)
        .run(
            5_000,
            Fuzzing.Inputs.mutantsOf(List.of(SmallFiles.rle(8, 8, 2))),
            (bytes, random) ->
                Rle.decode(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), layout));
  }

  /** Asks for each value in every way. */
  private static void walk(DataSet data) {
    for (Element element : data.elements()) {
      data.text(element.tag());
      data.decimal(element.tag());
      data.unsigned(element.tag());
      if (element.value() instanceof Value.Items(List<DataSet> items)) {
        items.forEach(DicomFuzzTest::walk);
      }
    }
  }

  private static void deleteAll(List<Path> files) throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
