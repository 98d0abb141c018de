package org.vigil.worklist.view;

import java.util.List;
import java.util.Optional;
import org.vigil.schemas.event.BundleRegistered;

/**
 * What a bundle's manifest says beside its scores.
 *
 * @param notice what must stand beside every score
 * @param dataLicence of the training data
 * @param findings what it can report
 */
public record BundleNote(
    Optional<String> notice, Optional<String> dataLicence, List<String> findings) {
  public static final BundleNote NONE =
      new BundleNote(Optional.empty(), Optional.empty(), List.of());

  static BundleNote of(BundleRegistered event) {
    return new BundleNote(
        Optional.ofNullable(event.getNotice()),
        Optional.ofNullable(event.getDataLicence()),
        List.copyOf(event.getFindings()));
  }
}
