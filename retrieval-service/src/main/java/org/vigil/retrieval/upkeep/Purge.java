package org.vigil.retrieval.upkeep;

import java.io.IOException;
import java.util.Optional;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.snapshot.LibrarySnapshots;

/**
 * Takes the bytes of studies that were taken back off the disk, and out of the snapshots. One
 * thread at a time.
 */
public final class Purge implements Upkeep.Action {
  private final CaseLibrary library;
  private final Optional<LibrarySnapshots> snapshots;
  private boolean snapshotDue;

  /**
   * @param snapshots empty where none are written
   */
  public Purge(CaseLibrary library, Optional<LibrarySnapshots> snapshots) {
    this.library = library;
    this.snapshots = snapshots;
  }

  /** Where the store does not answer, the disk is clean and the snapshot is tried again. */
  @Override
  public boolean run() throws IOException {
    if (library.isPurgeDue()) {
      library.purge();
      snapshotDue = snapshots.isPresent();
    } else if (!snapshotDue) {
      return false;
    }
    if (snapshotDue) {
      snapshots.get().write(library);
      snapshotDue = false;
    }
    return true;
  }
}
