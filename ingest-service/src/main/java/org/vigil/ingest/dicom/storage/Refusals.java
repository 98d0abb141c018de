package org.vigil.ingest.dicom.storage;

import java.nio.file.Path;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;

/** Records a refusal, as {@link org.vigil.ingest.refusal.RefusalDesk#record} does. */
@FunctionalInterface
public interface Refusals {
  void record(SiteId site, Sha256 digest, Path bytes, RefusedException refusal);
}
