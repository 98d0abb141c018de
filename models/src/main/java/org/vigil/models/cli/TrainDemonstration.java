package org.vigil.models.cli;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.dataset.MedMnist;
import org.vigil.models.loss.BinaryCrossEntropy;
import org.vigil.models.loss.Loss;
import org.vigil.models.loss.WeightedCrossEntropy;
import org.vigil.models.metric.Interval;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.training.Calibration;
import org.vigil.models.training.OperatingPoints;
import org.vigil.models.training.Trainer;
import org.vigil.models.training.TrainingSettings;
import org.vigil.models.weights.Tensor;
import org.vigil.schemas.id.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains one of the two demonstration bundles from public data and writes it with its card. */
@Command(name = "demonstration", description = "Trains a demonstration bundle.")
final class TrainDemonstration implements Callable<Integer> {
  static final String NOTICE = "Demonstration, not for clinical use.";
  private static final double SENSITIVITY = 0.9;
  private static final String NETWORK = "resnet18";

  @Parameters(index = "0", description = "chest-xray or skin-image")
  private String slot;

  @Option(names = "--data", required = true, description = "folder with medmnist/ and dermoscopy/")
  private Path data;

  @Option(names = "--out", description = "folder for <slot>/<version>", defaultValue = "bundles")
  private Path out;

  @Option(names = "--version", description = "version of the bundle", defaultValue = "1.0.0")
  private String version;

  @Option(names = "--seed", defaultValue = "7")
  private long seed;

  @Option(names = "--epochs", defaultValue = "30")
  private int epochs;

  @Option(names = "--width", description = "channels of the first stage", defaultValue = "16")
  private int width;

  @Override
  public Integer call() throws Exception {
    Demonstration demo = Demonstration.ofSlot(slot);
    Path file = data.resolve(demo.file);
    MedMnist splits = MedMnist.read(file);
    NetworkOptions options =
        new NetworkOptions(demo.findings.size(), demo.input.channels(), width, true);
    TrainingSettings settings = new TrainingSettings(epochs, 64, 2e-3, 0.02, 2, 10, seed);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network network = Networks.create(NETWORK, new Build(manager, new Random(seed)), options);
      Trainer trainer = new Trainer(network, manager, demo.input, demo.classes(), settings);
      Map<String, Tensor> weights = train(demo, splits, trainer);
      write(demo, splits, options, network.featureWidth(), trainer, weights, file);
    }
    return 0;
  }

  private Map<String, Tensor> train(Demonstration demo, MedMnist splits, Trainer trainer) {
    return trainer.train(
        splits.train(),
        loss(demo, splits.train()),
        demo.augmentation,
        current -> evaluate(demo, current, splits.validation()).meanAuc(),
        epoch ->
            System.out.printf(
                Locale.ROOT,
                "epoch %d loss %.4f validation AUC %.4f%n",
                epoch.number(),
                epoch.loss(),
                epoch.validation()));
  }

  private static Loss loss(Demonstration demo, LabelledImages train) {
    if (demo.findings.size() == 1) {
      return new BinaryCrossEntropy();
    }
    float[] weights = WeightedCrossEntropy.inverseFrequency(train.counts(demo.findings.size()));
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.sqrt(weights[i]); // Full weights make the common classes vanish.
    }
    return new WeightedCrossEntropy(weights);
  }

  private static Evaluation evaluate(Demonstration demo, Trainer trainer, LabelledImages split) {
    List<String> names = demo.findings.stream().map(BundleManifest.Finding::name).toList();
    return new Evaluation(names, demo.activation(), trainer.logits(split), split.labels());
  }

  private void write(
      Demonstration demo,
      MedMnist splits,
      NetworkOptions options,
      int embeddingWidth,
      Trainer trainer,
      Map<String, Tensor> weights,
      Path file)
      throws Exception {
    Evaluation validation = evaluate(demo, trainer, splits.validation());
    double temperature = Calibration.temperature(validation.logits(), validation.labels());
    Map<String, Double> thresholds = thresholds(validation, temperature);
    Map<String, Interval> test = evaluate(demo, trainer, splits.test()).intervals();
    BundleManifest manifest =
        new BundleManifest(
            1,
            demo.slot,
            version,
            new BundleManifest.NetworkSpec(NETWORK, options),
            demo.findings,
            demo.activation(),
            new BundleManifest.Inputs(demo.roles, List.of(), List.of()),
            demo.input,
            new BundleManifest.Calibration(temperature),
            new BundleManifest.Thresholds(
                "t1",
                List.of(
                    new BundleManifest.OperatingPoint("*", LocalDate.of(2026, 1, 1), thresholds))),
            embeddingWidth,
            metrics(test),
            new BundleManifest.Provenance(
                "Shows how Vigil works, end to end.",
                Optional.of(NOTICE),
                demo.licence,
                Map.of(file.getFileName().toString(), Sha256.of(Files.readAllBytes(file)).hex()),
                command(demo),
                seed),
            Map.of());
    Path folder = out.resolve(demo.slot).resolve(version);
    String card =
        new DemonstrationCard(demo, splits, command(demo), SENSITIVITY).write(manifest, test);
    Bundle.write(folder, manifest, weights, card);
    System.out.println(card);
  }

  private static Map<String, Double> thresholds(Evaluation validation, double temperature) {
    Map<String, Double> thresholds = new HashMap<>();
    for (int f = 0; f < validation.findings().size(); f++) {
      double threshold =
          OperatingPoints.forSensitivity(
              validation.scores(f, temperature), validation.present(f), SENSITIVITY);
      thresholds.put(validation.findings().get(f), threshold);
    }
    return thresholds;
  }

  private static Map<String, Double> metrics(Map<String, Interval> test) {
    Map<String, Double> metrics = new HashMap<>();
    test.forEach(
        (name, interval) -> {
          metrics.put("test." + name, interval.value());
          metrics.put("test." + name + ".low", interval.low());
          metrics.put("test." + name + ".high", interval.high());
        });
    return metrics;
  }

  private String command(Demonstration demo) {
    return "./vigil train demonstration %s --data ../shared/data --seed %d --epochs %d --width %d"
        .formatted(demo.slot, seed, epochs, width);
  }
}
