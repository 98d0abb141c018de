package org.vigil.models.bundle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.bundle.BundleManifest.OperatingPoint;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.word.Words;

/** What must agree between the parts of a manifest, which its JSON Schema cannot say. */
final class ManifestRules {
  private final BundleManifest manifest;
  private final List<String> broken = new ArrayList<>();

  private ManifestRules(BundleManifest manifest) {
    this.manifest = manifest;
  }

  /** Which rules a manifest breaks, in words; empty when it keeps them all. */
  static List<String> broken(BundleManifest manifest) {
    ManifestRules rules = new ManifestRules(manifest);
    rules.findings();
    rules.inputs();
    rules.thresholds();
    return rules.broken;
  }

  private void findings() {
    List<String> names = manifest.findingNames();
    int outputs = manifest.network().options().classes();
    require(new HashSet<>(names).size() == names.size(), "findings: a name stands twice");
    require(
        names.size() == outputs,
        "findings: %d for a network of %d outputs".formatted(names.size(), outputs));
    require(
        manifest.activation() != Activation.SOFTMAX || names.size() > 1,
        "activation: a softmax over one finding is always 1");
  }

  private void inputs() {
    for (String role : manifest.inputs().roles()) {
      require(
          Words.parse(ImageRole.class, role).isPresent(),
          "inputs: no role '%s'; known: %s".formatted(role, Words.list(ImageRole.class)));
    }
    int network = manifest.network().options().channels();
    int prepared = manifest.preprocessing().channels();
    require(
        network == prepared,
        "preprocessing: %d channels for a network of %d".formatted(prepared, network));
  }

  private void thresholds() {
    Set<String> known = new HashSet<>(manifest.findingNames());
    Set<String> everywhere = new HashSet<>();
    for (OperatingPoint point : manifest.thresholds().points()) {
      for (String name : point.values().keySet()) {
        require(known.contains(name), "thresholds: no finding '%s'".formatted(name));
      }
      if (point.everywhere()) {
        everywhere.addAll(point.values().keySet());
      }
    }
    known.removeAll(everywhere);
    require(known.isEmpty(), "thresholds: none for every site (*) for " + known);
  }

  private void require(boolean kept, String rule) {
    if (!kept) {
      broken.add(rule);
    }
  }
}
