package org.vigil.local.e2e;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where seeded identifiers were found that should not be there. */
final class Leaks {
  private final SeededIdentifiers words;
  private final Set<String> found = new TreeSet<>();

  Leaks(SeededIdentifiers words) {
    this.words = words;
  }

  /** Looks for every identifier in some bytes. */
  void look(String where, byte[] bytes) {
    if (bytes != null) {
      words.in(bytes).forEach(what -> found.add(what + " in " + where));
    }
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
