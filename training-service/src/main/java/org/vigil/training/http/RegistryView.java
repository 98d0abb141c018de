package org.vigil.training.http;

import java.util.List;
import org.vigil.training.seed.SeedOutcome;

/**
 * The whole registry.
 *
 * @param seedsImported whether the import of the installation's own bundles is over
 * @param seeds what became of each of them
 */
public record RegistryView(
    List<BundleView> bundles,
    List<SlotView> slots,
    boolean seedsImported,
    List<SeedOutcome> seeds) {}
