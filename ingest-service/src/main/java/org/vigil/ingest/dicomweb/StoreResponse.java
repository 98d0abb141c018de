package org.vigil.ingest.dicomweb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.storage.FileDoor;

/**
 * The Store Instances Response Module (PS3.18 section 10.5.3 and table I.1-1).
 *
 * @param base of the service's addresses, ending in {@code /studies}
 * @param taken what became of each instance
 */
record StoreResponse(URI base, List<FileDoor.Taken> taken) {
  private static final int RETRIEVE_URL = 0x00081190;

  private List<FileDoor.Taken> with(boolean success) {
    return taken.stream().filter(one -> (one.status() == Status.SUCCESS) == success).toList();
  }

  /** 200 if all were stored, 202 if some were, else by what their sender can do about it. */
  int status() {
    List<FileDoor.Taken> failed = with(false);
    if (failed.isEmpty()) {
      return 200;
    }
    if (failed.size() < taken.size()) {
      return 202;
    }
    if (failed.stream().allMatch(one -> one.status() == Status.REFUSED_OUT_OF_RESOURCES)) {
      return 503;
    }
    return failed.stream().allMatch(one -> one.status() == Status.REFUSED_TOO_LARGE) ? 413 : 409;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    List<FileDoor.Taken> stored = with(true);
    List<String> studies = stored.stream().flatMap(one -> one.study().stream()).distinct().toList();
    if (studies.size() == 1) {
      url(json, base + "/" + studies.get(0));
    }
    sequence(json, Tag.FailedSOPSequence, with(false));
    sequence(json, Tag.ReferencedSOPSequence, stored);
    return json;
  }

  private void sequence(ObjectNode json, int tag, List<FileDoor.Taken> instances) {
    if (instances.isEmpty()) {
      return;
    }
    ArrayNode items = DicomJson.attribute(json, tag, "SQ").putArray("Value");
    for (FileDoor.Taken instance : instances) {
      ObjectNode item = items.addObject();
      uid(item, Tag.ReferencedSOPClassUID, instance.sopClass());
      uid(item, Tag.ReferencedSOPInstanceUID, instance.sopInstance());
      if (tag == Tag.FailedSOPSequence) {
        DicomJson.attribute(item, Tag.FailureReason, "US")
            .putArray("Value")
            .add(instance.status().code());
      } else {
        instance.study().ifPresent(study -> url(item, base + "/" + study));
      }
    }
  }

  private static void uid(ObjectNode item, int tag, Optional<String> uid) {
    DicomJson.text(item, tag, "UI", uid.orElse(""));
  }

  private static void url(ObjectNode json, String url) {
    DicomJson.attribute(json, RETRIEVE_URL, "UR").putArray("Value").add(url);
  }
}
