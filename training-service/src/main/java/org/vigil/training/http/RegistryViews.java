package org.vigil.training.http;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.BundleRegistered;
import org.vigil.schemas.word.Words;
import org.vigil.training.registry.BundleArchive;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.registry.SlotState;

/** The registry as HTTP clients see it. Thread-safe. */
@Singleton
public class RegistryViews {
  private final RegistryState state;
  private final BundleArchive archive;

  RegistryViews(RegistryState state, BundleArchive archive) {
    this.state = state;
    this.archive = archive;
  }

  List<BundleView> bundles() {
    return state.bundles().stream().map(this::bundle).toList();
  }

  List<SlotView> slots() {
    return state.slots().stream().map(RegistryViews::slot).toList();
  }

  private BundleView bundle(BundleRegistered event) {
    BundleRef ref = event.getBundle();
    Optional<BundleManifest> manifest = archive.manifest(ref);
    return new BundleView(
        ref.getSlot(),
        ref.getVersion(),
        ref.getDigest(),
        Words.of(state.slot(ref.getSlot()).standing(ref)),
        manifest.isPresent(),
        event.getArchitecture(),
        event.getFindings(),
        manifest.map(BundleManifest::metrics),
        manifest.map(BundleManifest::files),
        Optional.ofNullable(event.getNotice()),
        Optional.ofNullable(event.getDataLicence()),
        event.getRegisteredAt());
  }

  static SlotView slot(SlotState slot) {
    return new SlotView(
        slot.slot(),
        slot.active().map(RegistryViews::ref),
        slot.shadow().map(RegistryViews::ref),
        slot.canary().map(RegistryViews::ref),
        slot.canaryShare(),
        slot.before(),
        slot.decision().by(),
        slot.decision().reason(),
        slot.decision().at());
  }

  private static RefView ref(BundleRef ref) {
    return new RefView(ref.getVersion(), ref.getDigest());
  }
}
