package org.vigil.schemas.store;

import java.time.Instant;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;

/** The layout of the object store (docs/DESIGN.md, section 3). */
public final class ObjectKeys {
  /** Prefix of requests for storage commitment; no site can be called so. */
  public static final String COMMITMENTS_PREFIX = "_commitments/";

  /** Prefix of the snapshots of retrieval's instances. */
  public static final String SNAPSHOTS_PREFIX = "retrieval/";

  private ObjectKeys() {}

  /** The bytes as received. */
  public static ObjectKey raw(SiteId site, ImageId image) {
    return images("raw/%s/%s".formatted(site, image));
  }

  /** The normalised picture that one version of normalisation made of an image. */
  public static ObjectKey normalised(String version, ImageId image) {
    return images("normalised/%s/%s.png".formatted(version, image));
  }

  /** Bytes that could not be accepted, kept for somebody to look at. */
  public static ObjectKey quarantine(SiteId site, Sha256 digest) {
    return images("quarantine/%s/%s".formatted(site, digest));
  }

  /** A heat map of one finding over one image. */
  public static ObjectKey explanation(
      StudyId study, BundleRef bundle, ImageId image, String finding) {
    return images(
        "explanations/%s/%s-%s/%s/%s.png"
            .formatted(study, bundle.getSlot(), bundle.getVersion(), image, finding));
  }

  /** What heat maps of one bundle there are for a study, and how they were made (JSON). */
  public static ObjectKey explanations(StudyId study, BundleRef bundle) {
    return images(
        "explanations/%s/%s-%s/explained.json"
            .formatted(study, bundle.getSlot(), bundle.getVersion()));
  }

  /** Prefix of everything explained of a study; ends in a slash. */
  public static String explanationsPrefix(StudyId study) {
    return "explanations/%s/".formatted(study);
  }

  /** Says that a study must not be erased. */
  public static ObjectKey legalHold(StudyId study) {
    return images("holds/%s.json".formatted(study));
  }

  /** An object of the image bucket by the key that an event carries. */
  public static ObjectKey images(String key) {
    return new ObjectKey(Bucket.IMAGES, key);
  }

  /** Prefix of a bundle's files; ends in a slash. */
  public static String bundlePrefix(String slot, String version) {
    return "bundles/%s/%s/".formatted(slot, version);
  }

  /** One file of a bundle. */
  public static ObjectKey bundleFile(String slot, String version, String file) {
    return new ObjectKey(Bucket.MODELS, bundlePrefix(slot, version) + file);
  }

  /** A data set's immutable manifest. */
  public static ObjectKey dataset(Sha256 digest) {
    return new ObjectKey(Bucket.MODELS, "datasets/%s.json".formatted(digest));
  }

  /** A decision of the promotion gate on a bundle. */
  public static ObjectKey gateDecision(String slot, String version, String id) {
    return new ObjectKey(Bucket.MODELS, gateDecisionsPrefix(slot, version) + id + ".json");
  }

  /** What a training run came to, for people to look at (JSON). */
  public static ObjectKey runReport(String run) {
    return new ObjectKey(Bucket.MODELS, "reports/%s.json".formatted(run));
  }

  /** Prefix of all decisions on a bundle; ends in a slash. */
  public static String gateDecisionsPrefix(String slot, String version) {
    return "decisions/%s/%s/".formatted(slot, version);
  }

  /** Which image a site's DICOM instance is; the digest is that of its SOP Instance UID. */
  public static ObjectKey instance(SiteId site, Sha256 sopInstanceUid) {
    return new ObjectKey(Bucket.IDENTITY, "%s/instances/%s.json".formatted(site, sopInstanceUid));
  }

  /** Other bytes that came under the SOP Instance UID of an instance. */
  public static ObjectKey instanceConflict(SiteId site, Sha256 sopInstanceUid, ImageId image) {
    return new ObjectKey(
        Bucket.IDENTITY, "%s/instances/%s/%s.json".formatted(site, sopInstanceUid, image));
  }

  /** A request for storage commitment that is not reported on yet; the digest names it. */
  public static ObjectKey commitment(SiteId site, Sha256 transaction) {
    return new ObjectKey(
        Bucket.IDENTITY, COMMITMENTS_PREFIX + "%s/%s.json".formatted(site, transaction));
  }

  /** The secret that patients are named with in events; no site can be called so. */
  public static ObjectKey patientDigestKey() {
    return new ObjectKey(Bucket.IDENTITY, "_keys/patient-digest");
  }

  /** Prefix of one retrieval instance's snapshots; ends in a slash. */
  public static String snapshotPrefix(String instance) {
    return SNAPSHOTS_PREFIX + instance + "/";
  }

  /** A file of a retrieval instance's snapshots. */
  public static ObjectKey snapshotFile(String instance, Sha256 digest) {
    return images(snapshotPrefix(instance) + "files/" + digest);
  }

  /** What a snapshot consists of; the names of later ones sort behind. */
  public static ObjectKey snapshotManifest(String instance, Instant takenAt) {
    return images("%s%015d.json".formatted(snapshotPrefix(instance), takenAt.toEpochMilli()));
  }

  /** The instance whose snapshot a manifest is of. */
  public static String snapshotOwner(ObjectKey manifest) {
    String rest = manifest.key().substring(SNAPSHOTS_PREFIX.length());
    return rest.substring(0, rest.indexOf('/'));
  }

  /**
   * Something known of an order; the digest is that of its accession number.
   *
   * @param name {@code order.json}, or {@code images/...} for what came under it
   */
  public static ObjectKey order(SiteId site, Sha256 accession, String name) {
    return new ObjectKey(Bucket.IDENTITY, "%s/orders/%s/%s".formatted(site, accession, name));
  }

  /** Something known of a patient; the digest is that of the patient's id at the site. */
  public static ObjectKey patient(SiteId site, Sha256 patient, String name) {
    return new ObjectKey(Bucket.IDENTITY, "%s/patients/%s/%s".formatted(site, patient, name));
  }

  /** A clinical message as it was received. */
  public static ObjectKey message(SiteId site, Sha256 message) {
    return new ObjectKey(Bucket.IDENTITY, "%s/messages/%s".formatted(site, message));
  }

  /** What the sender said of who this is; joined only when a result goes back. */
  public static ObjectKey identity(SiteId site, StudyId study, ImageId image) {
    return new ObjectKey(Bucket.IDENTITY, "%s/%s/%s.json".formatted(site, study, image));
  }
}
