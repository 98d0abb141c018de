package org.vigil.worklist.view;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vigil.schemas.event.BundleRegistered;
import org.vigil.worklist.study.BundleName;

/** What is known of the registered bundles, by digest. Thread-safe. */
public final class BundleNotes {
  private final Map<String, BundleNote> byDigest = new ConcurrentHashMap<>();

  public void put(BundleRegistered event) {
    byDigest.put(event.getBundle().getDigest(), BundleNote.of(event));
  }

  /** What a bundle says; nothing for an unknown one. */
  public BundleNote of(Optional<BundleName> bundle) {
    return bundle.map(b -> byDigest.get(b.digest())).orElse(BundleNote.NONE);
  }
}
