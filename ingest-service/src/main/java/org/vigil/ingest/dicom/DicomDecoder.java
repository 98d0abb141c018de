package org.vigil.ingest.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vigil.ingest.decode.Decoded;
import org.vigil.ingest.decode.FileDecoder;
import org.vigil.ingest.decode.FileWords;
import org.vigil.ingest.decode.PictureGate;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** Reads a DICOM Part 10 file of one frame. Thread-safe. */
public final class DicomDecoder implements FileDecoder {
  @Override
  public Decoded decode(Path file, PictureGate gate) throws IOException {
    Part10.Contents contents = Part10.read(Files.readAllBytes(file));
    DataSet data = contents.dataSet();
    if (!data.hasPixels()) {
      throw new RefusedException(RejectionReason.NOT_AN_IMAGE, "the DICOM object has no pixels");
    }
    PixelLayout layout = PixelLayout.of(data, gate);
    requireOneFrame(data);
    int[] cells = PixelReader.read(contents, layout, 0);
    return new Decoded(
        PixelAspect.square(picture(data, layout, cells), data, gate),
        new FileWords(
            Meaning.kind(data),
            Meaning.role(data),
            Meaning.metadata(data),
            data.text(Tag.StudyInstanceUID),
            Identity.of(data)));
  }

  private static void requireOneFrame(DataSet data) {
    int frames = Frames.count(data);
    if (frames != 1) {
      throw new RefusedException(
          RejectionReason.UNSUPPORTED_FORMAT,
          "the object has %d frames; send it by DICOM, where each of them is an image"
              .formatted(frames));
    }
  }

  private static Picture picture(DataSet data, PixelLayout layout, int[] cells) {
    return layout.isGrey()
        ? new GreyRendering(data, layout).render(cells)
        : new ColourRendering(data, layout).render(cells);
  }
}
