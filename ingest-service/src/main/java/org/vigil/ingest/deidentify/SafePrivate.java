package org.vigil.ingest.deidentify;

import java.util.Set;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Tag;

/** Private attributes that an operator knows to be safe (PS3.15 annex E.3.10). */
final class SafePrivate {
  private SafePrivate() {}

  /** Whether an attribute is listed, or reserves a block that a listed one lies in. */
  static boolean isSafe(DataSet data, int tag, Set<String> listed) {
    if (listed.isEmpty()) {
      return false;
    }
    if (Tag.isPrivateCreator(tag)) {
      String creator = data.text(tag).orElse("");
      return listed.stream().anyMatch(entry -> entry.startsWith(creator + ":"));
    }
    int block = tag >>> 8 & 0xFF;
    String creator = data.text(tag & 0xFFFF0000 | block).orElse("");
    return !creator.isEmpty() && listed.contains("%s:%02X".formatted(creator, tag & 0xFF));
  }
}
