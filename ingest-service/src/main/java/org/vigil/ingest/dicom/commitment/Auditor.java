package org.vigil.ingest.dicom.commitment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.storage.InstanceIndex;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.ObjectKeys;

/**
 * Finds out which instances are safe: those that the index has, which it has only after the broker
 * acknowledged them, and whose original the store has now. Thread-safe.
 *
 * @param index of accepted instances
 * @param store that holds their originals
 */
public record Auditor(InstanceIndex index, ObjectStore store) {

  /** What is so now. */
  Report audit(Transaction transaction) {
    SiteId site = new SiteId(transaction.site());
    List<Reference> committed = new ArrayList<>();
    List<Report.Failure> failed = new ArrayList<>();
    for (Reference reference : transaction.references()) {
      trouble(site, reference)
          .ifPresentOrElse(
              reason -> failed.add(new Report.Failure(reference, reason)),
              () -> committed.add(reference));
    }
    return new Report(transaction.transactionUid(), committed, failed);
  }

  private Optional<Status> trouble(SiteId site, Reference reference) {
    Optional<InstanceIndex.Entry> entry = index.find(site, new Uid(reference.sopInstance()));
    if (entry.isEmpty() || !isStored(site, entry.get())) {
      return Optional.of(Status.NO_SUCH_OBJECT_INSTANCE);
    }
    return entry.get().sopClassUid().equals(reference.sopClass())
        ? Optional.empty()
        : Optional.of(Status.CLASS_INSTANCE_CONFLICT);
  }

  private boolean isStored(SiteId site, InstanceIndex.Entry entry) {
    return store.size(ObjectKeys.raw(site, new ImageId(entry.imageId()))).isPresent();
  }
}
