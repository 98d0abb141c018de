package org.vigil.training.report;

import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.training.document.Documents;

/** Runs' reports in the object store, where the page finds them. Thread-safe. */
public final class ReportArchive {
  private final ObjectStore store;

  public ReportArchive(ObjectStore store) {
    this.store = store;
  }

  /** Keeps a report; a run that is repeated after a crash gives the same again. */
  public void keep(RunReport report) {
    store.put(ObjectKeys.runReport(report.run()), Documents.bytes(report), "application/json");
  }
}
