package org.vigil.retrieval.upkeep;

import java.io.IOException;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.snapshot.LibrarySnapshots;

/** Takes the bytes of studies that were taken back off the disk, and out of the snapshots. */
public final class Purge implements Upkeep.Action {
  private final CaseLibrary library;
  private final LibrarySnapshots snapshots;

  public Purge(CaseLibrary library, LibrarySnapshots snapshots) {
    this.library = library;
    this.snapshots = snapshots;
  }

  @Override
  public boolean run() throws IOException {
    if (!library.isPurgeDue()) {
      return false;
    }
    library.purge();
    snapshots.write(library);
    return true;
  }
}
