package org.vigil.ingest.dicom.storage;

import java.io.IOException;
import org.vigil.ingest.upload.Receipt;
import org.vigil.ingest.upload.Upload;

/** Takes an upload to safety, as {@link org.vigil.ingest.upload.UploadDesk#accept} does. */
@FunctionalInterface
public interface Intake {
  Receipt accept(Upload upload) throws IOException, InterruptedException;
}
