package org.vigil.inference.model;

import ai.djl.Device;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.scoring.Scorer;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.store.ObjectKeys;

/** Fetches bundles from the object store, verifies them and loads them onto a device. */
public final class BundleLoader {
  private final ObjectStore store;
  private final Device device;

  public BundleLoader(ObjectStore store, Device device) {
    this.store = store;
    this.device = device;
  }

  /**
   * Loads and warms up.
   *
   * @throws BundleException if the files are not the ones that the reference names
   * @throws org.vigil.platform.store.StoreUnavailableException if the store does not answer: try
   *     again later
   */
  Scorer load(BundleRef ref) {
    Bundle bundle =
        Bundle.read(
            name -> store.get(ObjectKeys.bundleFile(ref.getSlot(), ref.getVersion(), name)));
    if (!bundle.digest().hex().equals(ref.getDigest())) {
      throw new BundleException(
          "bundle %s/%s has digest %s, %s was promoted"
              .formatted(ref.getSlot(), ref.getVersion(), bundle.digest(), ref.getDigest()));
    }
    return Scorer.load(bundle, device);
  }

  public String deviceName() {
    return device.isGpu() ? "cuda" : "cpu";
  }
}
