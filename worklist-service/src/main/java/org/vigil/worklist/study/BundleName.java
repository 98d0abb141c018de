package org.vigil.worklist.study;

import org.vigil.schemas.event.BundleRef;

/**
 * The bundle that spoke.
 *
 * @param slot its slot
 * @param version its version there
 * @param digest SHA-256 (hex) of its manifest
 */
public record BundleName(String slot, String version, String digest) {

  public static BundleName of(BundleRef ref) {
    return new BundleName(ref.getSlot(), ref.getVersion(), ref.getDigest());
  }
}
