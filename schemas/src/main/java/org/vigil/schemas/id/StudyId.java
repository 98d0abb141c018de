package org.vigil.schemas.id;

import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Names one study. Opaque and stable: the same site and the same source give the same id, so that a
 * repeated upload lands on the study that is already there. It is a digest, so it tells nothing of
 * the UID or images behind it.
 *
 * @param value "s" and 32 characters of lower-case hex (128 bits)
 */
public record StudyId(String value) {
  private static final Pattern FORM = Pattern.compile("s[0-9a-f]{32}");

  public StudyId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a StudyId is 's' and 32 characters of lower-case hex");
    }
  }

  /** The study that a site knows by its DICOM Study Instance UID (0020,000D). */
  public static StudyId ofStudyInstanceUid(SiteId site, String studyInstanceUid) {
    return digest("uid", site, studyInstanceUid);
  }

  /** The study that a site knows by a key of its own choice, such as an idempotency key. */
  public static StudyId ofSenderKey(SiteId site, String key) {
    return digest("key", site, key);
  }

  /**
   * The study made of exactly these images, for senders that name neither UID nor key. Order does
   * not matter.
   */
  public static StudyId ofImages(SiteId site, Collection<ImageId> images) {
    TreeSet<String> sorted = new TreeSet<>();
    images.forEach(image -> sorted.add(image.value()));
    return digest("images", site, String.join(",", sorted));
  }

  private static StudyId digest(String source, SiteId site, String name) {
    String hex = Sha256.of(source + "\n" + site + "\n" + name).hex();
    return new StudyId("s" + hex.substring(0, 32));
  }

  @Override
  public String toString() {
    return value;
  }
}
