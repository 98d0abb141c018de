package org.vigil.training.trainer;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.network.Network;
import org.vigil.models.scoring.Probabilities;
import org.vigil.models.training.Calibration;
import org.vigil.models.training.OperatingPoints;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Tensor;

/**
 * Makes the bundle of what was trained: the parent's manifest with another network, calibrated on
 * the validation cases, with thresholds from there.
 */
final class CandidateBundle {
  /** The share of the validation cases with a finding that its threshold must find. */
  private static final double SENSITIVITY = 0.9;

  private final Job job;
  private final Bundle parent;
  private final List<Sample> validation;
  private final double[][] logits;

  /**
   * @param logits of the validation cases, [case][output]
   */
  CandidateBundle(Job job, Bundle parent, List<Sample> validation, double[][] logits) {
    this.job = job;
    this.parent = parent;
    this.validation = validation;
    this.logits = logits;
  }

  /**
   * Writes it, whole or not at all; what an earlier process of the job has written stays.
   *
   * @param doubt fitted to the network before the bundle is whole, where it is wanted
   */
  void write(
      JobFolder folder, Network network, BundleManifest.NetworkSpec spec, Optional<OwnDoubt> doubt)
      throws IOException {
    if (Files.exists(folder.bundle())) {
      return;
    }
    BundleManifest manifest = manifest(network, spec);
    Map<String, Tensor> weights = ModuleWeights.save(network);
    if (doubt.isEmpty()) {
      write(folder.bundle(), manifest, weights, Map.of(), card(manifest));
      return;
    }
    OwnDoubt.Fitted own = doubt.get().fit(draft(folder, manifest, weights));
    write(
        folder.bundle(),
        own.added(manifest),
        weights,
        own.tensors(),
        card(manifest) + "\n" + own.card(job.version()));
  }

  private static void write(
      Path folder,
      BundleManifest manifest,
      Map<String, Tensor> weights,
      Map<String, Tensor> fitted,
      String card)
      throws IOException {
    try {
      Bundle.write(folder, manifest, weights, fitted, card);
    } catch (FileAlreadyExistsException e) {
      // Another process of this job was faster; both wrote the same.
    }
  }

  /** The bundle as inference would load it, which doubts are fitted to. */
  private Bundle draft(JobFolder folder, BundleManifest manifest, Map<String, Tensor> weights)
      throws IOException {
    write(folder.draft(), manifest, weights, Map.of(), card(manifest));
    return Bundle.read(BundleFiles.in(folder.draft()));
  }

  private BundleManifest manifest(Network network, BundleManifest.NetworkSpec spec) {
    double temperature = temperature();
    Map<String, Double> thresholds = thresholds(temperature);
    BundleManifest old = parent.manifest();
    return new BundleManifest(
        old.format(),
        old.slot(),
        job.version(),
        spec,
        old.findings(),
        old.activation(),
        old.inputs(),
        old.preprocessing(),
        new BundleManifest.Calibration(temperature),
        new BundleManifest.Thresholds(
            "t1", List.of(new BundleManifest.OperatingPoint("*", job.day(), thresholds))),
        network.featureWidth(),
        Map.of(),
        provenance(old),
        Map.of(),
        Optional.empty()); // The parent's limits were fitted on the parent's maps.
  }

  private BundleManifest.Provenance provenance(BundleManifest old) {
    Map<String, String> data = new TreeMap<>(Map.of(job.dataName(), job.dataDigest()));
    data.put("parent bundle " + old.slot() + "/" + old.version(), parent.digest().hex());
    return new BundleManifest.Provenance(
        old.provenance().intendedUse(),
        old.provenance().notice(),
        old.provenance().dataLicence(),
        data,
        job.command(),
        job.recipe().seed(),
        job.code());
  }

  private double temperature() {
    if (parent.manifest().activation() == Activation.SOFTMAX) {
      int[] labels = validation.stream().mapToInt(s -> s.present().indexOf(true)).toArray();
      return Calibration.temperature(logits, labels);
    }
    int findings = logits[0].length; // Each finding of each case is one yes or no.
    double[][] single =
        Arrays.stream(logits)
            .flatMapToDouble(Arrays::stream)
            .mapToObj(logit -> new double[] {logit})
            .toArray(double[][]::new);
    int[] labels =
        IntStream.range(0, single.length)
            .map(i -> validation.get(i / findings).present().get(i % findings) ? 1 : 0)
            .toArray();
    return Calibration.temperature(single, labels);
  }

  private Map<String, Double> thresholds(double temperature) {
    double[][] scores =
        Arrays.stream(logits).map(row -> probabilities(row, temperature)).toArray(double[][]::new);
    Map<String, Double> before = parent.manifest().thresholds().inForce("*", job.day());
    Map<String, Double> thresholds = new TreeMap<>();
    for (int f = 0; f < scores[0].length; f++) {
      int finding = f;
      String name = parent.manifest().findingNames().get(f);
      double[] column = Arrays.stream(scores).mapToDouble(row -> row[finding]).toArray();
      boolean[] present = ValidationAuc.present(validation, f);
      boolean any = validation.stream().anyMatch(s -> s.present().get(finding));
      thresholds.put(
          name,
          any
              ? OperatingPoints.forSensitivity(column, present, SENSITIVITY)
              : Optional.ofNullable(before.get(name)).orElse(1.0));
    }
    return thresholds;
  }

  private double[] probabilities(double[] row, double temperature) {
    double[] scaled = Arrays.stream(row).map(logit -> logit / temperature).toArray();
    return parent.manifest().activation() == Activation.SOFTMAX
        ? Probabilities.softmax(scaled)
        : Probabilities.sigmoid(scaled);
  }

  private String card(BundleManifest manifest) {
    StringBuilder card = new StringBuilder();
    manifest
        .provenance()
        .notice()
        .ifPresent(notice -> card.append("**").append(notice).append("**\n\n"));
    card.append("# ").append(manifest.slot()).append(' ').append(manifest.version()).append("\n\n");
    card.append(manifest.network().name()).append(", made by a training run.\n\n");
    card.append("- Made by: `").append(job.command()).append("`\n- Data:\n");
    manifest
        .provenance()
        .data()
        .forEach(
            (name, digest) ->
                card.append("  - ").append(name).append(": ").append(digest).append('\n'));
    card.append("- First weights: ")
        .append(job.recipe().start() == Job.Start.PARENT ? "the parent bundle's" : "random")
        .append(", seed ")
        .append(job.recipe().seed())
        .append(".\n");
    card.append("- Epoch, temperature and thresholds (sensitivity ").append(SENSITIVITY);
    card.append(") were chosen on ").append(validation.size()).append(" validation cases.\n");
    card.append("- How it compares with the bundle that was active stands in the decisions of the");
    card.append(" promotion gate (`GET /api/bundles/").append(manifest.slot()).append('/');
    card.append(manifest.version()).append("/decisions`).\n");
    return card.toString();
  }
}
