package org.vigil.training.gate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.training.document.Documents;

/** The gate's decisions in the object store. Thread-safe. */
public final class GateArchive {
  private final ObjectStore store;

  public GateArchive(ObjectStore store) {
    this.store = store;
  }

  /** Keeps a decision; one that is there already stays as it is. */
  public void keep(GateDecision decision) {
    store.putIfAbsent(
        ObjectKeys.gateDecision(decision.slot(), decision.version(), decision.id()),
        Documents.bytes(decision),
        "application/json");
  }

  /** All decisions on a bundle, the latest first. */
  public List<GateDecision> on(BundleRef bundle) {
    return store
        .list(Bucket.MODELS, ObjectKeys.gateDecisionsPrefix(bundle.getSlot(), bundle.getVersion()))
        .stream()
        .map(key -> Documents.read(store.get(key), GateDecision.class))
        .filter(decision -> decision.digest().equals(bundle.getDigest()))
        .sorted(Comparator.comparing(GateDecision::at).reversed())
        .toList();
  }

  public Optional<GateDecision> latest(BundleRef bundle) {
    return on(bundle).stream().findFirst();
  }
}
