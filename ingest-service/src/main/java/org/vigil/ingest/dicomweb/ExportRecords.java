package org.vigil.ingest.dicomweb;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.vigil.ingest.dicom.storage.Catalogue;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.AuditDesk;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.schemas.id.StudyId;

/**
 * Puts on record what leaves by DICOMweb, before it does. A study is named as everywhere here,
 * never by its UID; what was searched for is not recorded, since it is names and numbers of
 * patients.
 */
@ApplicationScoped
class ExportRecords {
  /** Of a study with more instances the images are counted only. */
  private static final int NAMED = 100;

  private final WebSite site;
  private final AuditDesk audit;

  ExportRecords(WebSite site, AuditDesk audit) {
    this.site = site;
    this.audit = audit;
  }

  /** Instances go out in some form: {@code whole}, {@code attributes}, {@code picture}. */
  void exported(String studyUid, List<Catalogue.Instance> instances, String form) {
    AuditEntry entry = about(Act.INSTANCES_EXPORTED, studyUid);
    if (instances.size() <= NAMED) {
      for (Catalogue.Instance instance : instances) {
        entry = entry.image(instance.imageId());
      }
    }
    audit.record(entry.saying("%d instances, %s".formatted(instances.size(), form)));
  }

  void deidentified(String studyUid, Catalogue.Instance instance) {
    audit.record(about(Act.DEIDENTIFIED_EXPORTED, studyUid).image(instance.imageId()));
  }

  void searched(int results) {
    audit.record(
        AuditEntry.of(Act.INSTANCES_SEARCHED)
            .about("site", site.site().value())
            .saying(results + " results"));
  }

  private AuditEntry about(Act act, String studyUid) {
    return AuditEntry.of(act)
        .about("site", site.site().value())
        .study(StudyId.ofStudyInstanceUid(site.site(), studyUid).value());
  }
}
