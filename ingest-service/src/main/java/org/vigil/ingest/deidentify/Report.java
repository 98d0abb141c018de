package org.vigil.ingest.deidentify;

import java.util.Set;
import java.util.TreeSet;
import org.vigil.ingest.dicom.dataset.Tag;

/**
 * What was done to an object, by tag at whatever depth; it holds no values. Not thread-safe.
 *
 * @param removed taken out, or emptied
 * @param replaced given another value
 */
public record Report(Set<String> removed, Set<String> replaced) {
  Report() {
    this(new TreeSet<>(), new TreeSet<>());
  }

  void remove(int tag) {
    removed.add(Tag.name(tag));
  }

  void replace(int tag) {
    replaced.add(Tag.name(tag));
  }
}
