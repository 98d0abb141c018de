package org.vigil.inference.bench;

import ai.djl.Device;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigil.inference.model.BundleLoader;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;

/** Bundles of folders, promoted as the registry would. */
final class HostedBundles {
  private final Map<BundleRef, Path> folders = new HashMap<>();
  private final ModelDirectory directory;

  HostedBundles(List<Path> bundles, Device device) {
    bundles.forEach(folder -> folders.put(Bundle.read(BundleFiles.in(folder)).ref(), folder));
    this.directory =
        new ModelDirectory(
            new BundleLoader(ref -> BundleFiles.in(folders.get(ref)), device),
            Clock.systemUTC(),
            Duration.ZERO);
  }

  ModelDirectory directory() {
    return directory;
  }

  /** Makes a bundle of these folders its slot's only model. */
  void promote(Path folder) {
    BundleRef ref =
        folders.entrySet().stream()
            .filter(entry -> entry.getValue().equals(folder))
            .findFirst()
            .orElseThrow()
            .getKey();
    BundlePromoted promotion =
        BundlePromoted.newBuilder()
            .setSlot(ref.getSlot())
            .setActive(ref)
            .setBy("bench")
            .setPromotedAt(Instant.now())
            .build();
    if (!directory.apply(promotion)) {
      throw new IllegalStateException(directory.troubles().toString());
    }
  }

  /** Frees every model. */
  void unload(String slot) {
    directory.apply(
        BundlePromoted.newBuilder()
            .setSlot(slot)
            .setBy("bench")
            .setPromotedAt(Instant.now())
            .build());
  }
}
