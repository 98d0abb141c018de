package org.vigil.ingest.erasure;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.vigil.ingest.erasure.Removed.Part;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.AuditOutcome;
import org.vigil.schemas.event.ImageUsed;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/**
 * Removes one study's objects: identifiers first, then heat maps, pictures and originals, and last
 * the knowledge that it had any. May be stopped at any point and done again. Thread-safe.
 */
public final class StudyEraser {
  private static final Logger LOG = Logger.getLogger(StudyEraser.class);
  private static final String SERVICE = "vigil-ingest";

  private final ObjectStore store;
  private final ImageUses uses;
  private final IdentityTraces identities;
  private final Consumer<AuditEntry> audit;

  /**
   * @param audit takes the evidence down, durably on return
   */
  public StudyEraser(
      ObjectStore store, ImageUses uses, IdentityTraces identities, Consumer<AuditEntry> audit) {
    this.store = store;
    this.uses = uses;
    this.identities = identities;
    this.audit = audit;
  }

  /**
   * @throws org.vigil.platform.store.StoreUnavailableException if the store does not answer; to be
   *     done again
   */
  void erase(StudyErased erasure) {
    StudyId study = new StudyId(erasure.getStudyId());
    if (store.size(ObjectKeys.legalHold(study)).isPresent()) {
      LOG.warnf("study %s is on legal hold and was not erased", study);
      audit.accept(evidence(erasure, "on legal hold: nothing was removed", false));
      return;
    }
    List<ImageUsed> images = uses.of(study);
    Set<String> needed = uses.neededByOthers(study, images);
    Removed removed = new Removed(store);
    for (String site : images.stream().map(ImageUsed::getSite).collect(Collectors.toSet())) {
      identities.remove(new SiteId(site), study, key -> mayGo(key, images, needed), removed);
    }
    for (ObjectKey key : store.list(Bucket.IMAGES, ObjectKeys.explanationsPrefix(study))) {
      removed.remove(Part.EXPLANATIONS, key);
    }
    for (ImageUsed image : images) {
      remove(Part.NORMALISED, image.getObjectKey(), needed, removed);
      remove(Part.ORIGINALS, image.getRawKey(), needed, removed);
    }
    String found = images.isEmpty() ? "no image of it is known here; " : "";
    audit.accept(evidence(erasure, found + removed.summary(), !images.isEmpty()));
    uses.forget(study, images);
    LOG.infof("study %s was erased: %s", study, removed.summary());
  }

  /** What holds several of the study's images as its frames goes only when each of them may. */
  private static boolean mayGo(ObjectKey original, List<ImageUsed> images, Set<String> needed) {
    boolean isImage = images.stream().anyMatch(image -> image.getRawKey().equals(original.key()));
    return isImage ? !needed.contains(original.key()) : needed.isEmpty();
  }

  private static void remove(Part part, String key, Set<String> needed, Removed removed) {
    if (needed.contains(key)) {
      removed.count(Part.KEPT_FOR_OTHERS);
    } else {
      removed.remove(part, ObjectKeys.images(key));
    }
  }

  private static AuditEntry evidence(StudyErased erasure, String what, boolean done) {
    return AuditEntry.of(Act.STUDY_ERASED)
        .byService(SERVICE)
        .study(erasure.getStudyId())
        .ending(done ? AuditOutcome.SUCCESS : AuditOutcome.MINOR_FAILURE)
        .saying(
            "%s (because of %s, for %s, asked %s)"
                .formatted(what, erasure.getReason(), erasure.getBy(), erasure.getAt()));
  }
}
