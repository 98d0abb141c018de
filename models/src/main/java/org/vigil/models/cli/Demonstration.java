package org.vigil.models.cli;

import java.util.List;
import java.util.Optional;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Brightness;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.Shift;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.bundle.BundleManifest.Finding;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;

/** The two demonstration bundles: what each learns, from what, and how. */
enum Demonstration {
  CHEST_XRAY(
      "chest-xray",
      "medmnist/pneumoniamnist.npz",
      "PneumoniaMNIST (Yang et al. 2023, doi 10.1038/s41597-022-01721-8; training split here a subset of the published"
          + " one, test split as published)",
      "CC BY 4.0",
      List.of("frontal"),
      List.of(finding("Pneumonia", "Pneumonia", "233604007")),
      new InputSpec(
          InputSpec.P1,
          1,
          28,
          28,
          Kernel.BICUBIC,
          InputSpec.Fit.CENTRE_CROP,
          List.of(0.5),
          List.of(0.25)),
      views(0, 0.15),
      "MedMNIST v2, ResNet-18 at 28 px: AUC 0.944, accuracy 0.854 (full training split)"),
  SKIN_IMAGE(
      "skin-image",
      "medmnist/ham10000_28.npz",
      "HAM10000 (Tschandl et al. 2018, doi 10.1038/sdata.2018.161), 9,927 images at 28 x 28, lesion-disjoint splits",
      "CC BY-NC 4.0",
      List.of("dermoscopic", "clinical"),
      List.of(
          finding("AKIEC", "Actinic keratosis or intraepithelial carcinoma", ""),
          finding("BCC", "Basal cell carcinoma", "254701007"),
          finding("BKL", "Benign keratosis", ""),
          finding("DF", "Dermatofibroma", ""),
          finding("MEL", "Melanoma", "372244006"),
          finding("NV", "Melanocytic nevus", "400096001"),
          finding("VASC", "Vascular lesion", "")),
      new InputSpec(
          InputSpec.P1,
          3,
          28,
          28,
          Kernel.BICUBIC,
          InputSpec.Fit.STRETCH,
          List.of(0.76, 0.54, 0.56),
          List.of(0.14, 0.15, 0.17)),
      views(0.5, 0.1),
      "DermaMNIST's published ResNet-18 at 28 px: AUC 0.917, accuracy 0.735, on an easier, not lesion-disjoint split");

  final String slot;
  final String file;
  final String data;
  final String licence;
  final List<String> roles;
  final List<Finding> findings;
  final InputSpec input;
  final Augmentation augmentation;
  final String published;

  Demonstration(
      String slot,
      String file,
      String data,
      String licence,
      List<String> roles,
      List<Finding> findings,
      InputSpec input,
      Augmentation augmentation,
      String published) {
    this.slot = slot;
    this.file = file;
    this.data = data;
    this.licence = licence;
    this.roles = roles;
    this.findings = findings;
    this.input = input;
    this.augmentation = augmentation;
    this.published = published;
  }

  Activation activation() {
    return findings.size() == 1 ? Activation.SIGMOID : Activation.SOFTMAX;
  }

  /** Labels in the data; one finding is present or absent. */
  int classes() {
    return Math.max(2, findings.size());
  }

  List<String> findingNames() {
    return findings.stream().map(Finding::name).toList();
  }

  /** Whether PH2's melanomas are a test of it. */
  boolean knowsMelanoma() {
    return findingNames().contains("MEL");
  }

  static Demonstration ofSlot(String slot) {
    for (Demonstration demonstration : values()) {
      if (demonstration.slot.equals(slot)) {
        return demonstration;
      }
    }
    throw new IllegalArgumentException(
        "no demonstration for slot '" + slot + "': chest-xray or skin-image");
  }

  /** Flips, shifts of up to two pixels and brightness; skin has no up, a thorax has. */
  private static Augmentation views(double upDown, double brightness) {
    return new Augmentation(
        List.of(new Flip(0.5, upDown), new Shift(2.0 / 28), new Brightness(brightness)),
        Border.REPEATED);
  }

  private static Finding finding(String name, String display, String snomed) {
    Optional<String> code =
        snomed.isEmpty() ? Optional.empty() : Optional.of("http://snomed.info/sct|" + snomed);
    return new Finding(name, display, code);
  }
}
