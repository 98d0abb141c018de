package org.vigil.ingest.dicom.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.vigil.ingest.dicom.FrameSplitter;
import org.vigil.ingest.refusal.RefusalDesk;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.ingest.upload.Receipt;
import org.vigil.ingest.upload.Upload;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;

/**
 * Takes an object of several frames as one image for each frame; the object as it was received is
 * kept beside them. Thread-safe.
 *
 * @param intake of the images
 */
record FrameByFrame(Intake intake, Refusals refusals, InstanceIndex index, FrameSplitter splitter) {

  /**
   * @param upload makes an upload of the frames' files
   * @throws ProblemException if the object is refused, after it was recorded
   */
  Receipt accept(ReceivedInstance instance, ImageId whole, Function<List<Path>, Upload> upload)
      throws IOException, InterruptedException {
    Path file = instance.file().path();
    List<Path> frames = new ArrayList<>();
    try {
      splitter.split(file, frames);
      index.keepWhole(instance.peer().site(), whole, file);
      return intake.accept(upload.apply(frames));
    } catch (RefusedException e) {
      refusals.record(instance.peer().site(), new Sha256(whole.value()), file, e);
      throw new ProblemException(RefusalDesk.problem("instance", e));
    } finally {
      for (Path frame : frames) {
        Files.deleteIfExists(frame);
      }
    }
  }
}
