package org.vigil.local.send;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;

/**
 * One study on its way to the front door.
 *
 * @param label what the sender calls it, for the sender's eyes only: it is not sent
 * @param kind empty where the images say it themselves (DICOM)
 * @param key the sender's own opaque name for the study; without one, its images name it
 * @param metadata by published name
 */
public record Shipment(
    String label,
    SiteId site,
    Optional<StudyKind> kind,
    Priority priority,
    Optional<String> key,
    Map<String, String> metadata,
    List<Attachment> images) {}
