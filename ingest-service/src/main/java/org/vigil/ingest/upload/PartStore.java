package org.vigil.ingest.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/**
 * Puts originals, normalised pictures and identifiers where they belong. Objects are addressed by
 * their content, so what a failed request leaves harms nobody. Thread-safe.
 */
public final class PartStore {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectStore store;

  public PartStore(ObjectStore store) {
    this.store = store;
  }

  /** Stores every part durably; tells of each whether its bytes were here already. */
  List<Boolean> storeAll(Upload upload, StudyId study, List<NormalisedPart> parts) {
    List<Boolean> duplicates = new ArrayList<>();
    for (NormalisedPart part : parts) {
      ImageId image = ImageId.of(part.digest());
      ObjectKey raw = ObjectKeys.raw(upload.site(), image);
      ObjectKey png = ObjectKeys.normalised(part.form().normalisation(), image);
      boolean known = store.size(raw).isPresent();
      if (!known || store.size(png).isEmpty()) {
        store.put(png, part.png(), "image/png");
      }
      if (!known) {
        // The original goes last, so that a stored original means a complete image.
        store.put(raw, part.part().file(), "application/octet-stream");
      }
      // The same bytes may come again as part of another study.
      storeIdentity(upload, study, image, part.words().identity());
      duplicates.add(known);
    }
    return duplicates;
  }

  private void storeIdentity(
      Upload upload, StudyId study, ImageId image, Map<String, String> identity) {
    if (identity.isEmpty()) {
      return;
    }
    ObjectNode json = JSON.createObjectNode();
    new TreeMap<>(identity).forEach(json::put);
    store.put(
        ObjectKeys.identity(upload.site(), study, image),
        json.toString().getBytes(StandardCharsets.UTF_8),
        "application/json");
  }
}
