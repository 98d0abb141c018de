package org.vigil.ingest.upload;

import java.util.List;
import java.util.Map;

/**
 * The {@code study} part as it stands in JSON; unchecked.
 *
 * @param site required
 * @param kind chest-xray, skin or tongue; may be absent where DICOM files say it
 * @param priority stat or routine
 * @param slot asks for a slot
 * @param key the sender's own name for the study: requests with the same key are the same study
 * @param metadata by published name
 * @param patient the sender's own name or number of the patient; only a keyed digest of it is kept
 * @param device the model that took the pictures
 * @param reuse whether the patient agreed that the study serves others
 * @param more whether more of this study follows, so that its images are not all
 * @param images that were sent before, where the request itself has no files
 */
public record StudyRequest(
    String site,
    String kind,
    String priority,
    String slot,
    String key,
    Map<String, Object> metadata,
    String patient,
    String device,
    Boolean reuse,
    boolean more,
    List<HeldImage> images) {

  /**
   * @param upload name of a resumable upload that is whole
   * @param role what it shows; may be absent
   */
  public record HeldImage(String upload, String role) {}
}
