package org.vigil.inference.model;

import ai.djl.Device;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.scoring.Scorer;
import org.vigil.schemas.event.BundleRef;

/** Fetches bundles, verifies them and loads them onto a device. */
public final class BundleLoader {
  private final Function<BundleRef, BundleFiles> shelf;
  private final Device device;

  /**
   * @param shelf where a bundle's files are
   */
  public BundleLoader(Function<BundleRef, BundleFiles> shelf, Device device) {
    this.shelf = shelf;
    this.device = device;
  }

  /**
   * Loads and warms up.
   *
   * @param beforeLoading told, when the bundle has been read, how many bytes its weights will take
   * @throws BundleException if the files are not the ones that the reference names
   * @throws org.vigil.platform.store.StoreUnavailableException if the store does not answer: try
   *     again later
   */
  Scorer load(BundleRef ref, LongConsumer beforeLoading) {
    Bundle bundle = Bundle.read(shelf.apply(ref));
    if (!bundle.ref().equals(ref)) {
      throw new BundleException(
          "found bundle %s, %s was promoted".formatted(name(bundle.ref()), name(ref)));
    }
    beforeLoading.accept(bundle.weightBytes());
    return Scorer.load(bundle, device);
  }

  private static String name(BundleRef ref) {
    return "%s/%s with digest %s".formatted(ref.getSlot(), ref.getVersion(), ref.getDigest());
  }

  public String deviceName() {
    return device.isGpu() ? "cuda" : "cpu";
  }
}
