package org.vigil.models.cli;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.dataset.MedMnist;
import org.vigil.models.loss.BinaryCrossEntropy;
import org.vigil.models.loss.Loss;
import org.vigil.models.loss.WeightedCrossEntropy;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Adam;
import org.vigil.models.training.Trainer;
import org.vigil.models.training.TrainingSettings;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.schemas.id.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains one of the two demonstration bundles from public data and writes it with its card. */
@Command(name = "demonstration", description = "Trains a demonstration bundle.")
final class TrainDemonstration implements Callable<Integer> {
  static final String NOTICE = "Demonstration, not for clinical use.";
  private static final String NETWORK = "resnet18";
  private static final int BATCH = 64; // pictures
  private static final int WARM_UP = 2; // epochs
  private static final int PATIENCE = 10; // epochs

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

  @Option(
      names = "--weights",
      description = "folder of a bundle: take its weights and only measure again")
  private Optional<Path> weights = Optional.empty();

  @Option(
      names = "--checkpoint",
      description = "file to go on from if it exists, written after every epoch")
  private Optional<Path> checkpoint = Optional.empty();

  @Option(names = "--code", description = "version of the code that trained the weights")
  private Optional<String> code = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Demonstration demo = Demonstration.ofSlot(slot);
    Path folder = out.resolve(demo.slot).resolve(version);
    if (Files.exists(folder)) {
      System.err.println(folder + " exists; a version is never written twice: --version or --out");
      return 1;
    }
    Path file = data.resolve(demo.file);
    MedMnist splits = MedMnist.read(file);
    NetworkOptions options =
        new NetworkOptions(demo.findings.size(), demo.input.channels(), width, true);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network network = Networks.create(NETWORK, new Build(manager, new Random(seed)), options);
      Trainer trainer = new Trainer(network, manager, demo.input, demo.classes(), BATCH);
      if (weights.isPresent()) {
        ModuleWeights.load(network, Bundle.read(BundleFiles.in(weights.get())).weights());
      } else {
        train(demo, splits, trainer);
      }
      Optional<ExternalTest> external =
          demo.knowsMelanoma() ? Optional.of(new ExternalTest(data)) : Optional.empty();
      DemonstrationReport report = DemonstrationReport.of(demo, trainer, splits, external);
      BundleManifest manifest = manifest(demo, options, network.featureWidth(), report, file);
      String card =
          new DemonstrationCard(demo, splits, command(demo), external.map(ExternalTest::size))
              .write(manifest, report);
      Bundle.write(folder, manifest, ModuleWeights.save(network), card);
      System.out.println(card);
    }
    return 0;
  }

  private void train(Demonstration demo, MedMnist splits, Trainer trainer) throws IOException {
    trainer.train(
        splits.train(),
        loss(demo, splits.train()),
        demo.augmentation,
        settings(splits.train().size()),
        current -> DemonstrationReport.evaluate(demo, current, splits.validation()).meanAuc(),
        epoch ->
            System.out.printf(
                Locale.ROOT,
                "epoch %d loss %.4f validation AUC %.4f%n",
                epoch.number(),
                epoch.loss(),
                epoch.validation()),
        checkpoint);
  }

  private TrainingSettings settings(int pictures) {
    int steps = (pictures + BATCH - 1) / BATCH;
    return TrainingSettings.of(
            epochs,
            TrainingSettings.warmUpAndCosine(2e-3, WARM_UP * steps, epochs * steps),
            Adam.adamW(0.02),
            new Seed(seed))
        .withPatience(PATIENCE);
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

  private BundleManifest manifest(
      Demonstration demo,
      NetworkOptions options,
      int embeddingWidth,
      DemonstrationReport report,
      Path file)
      throws IOException {
    return new BundleManifest(
        1,
        demo.slot,
        version,
        new BundleManifest.NetworkSpec(NETWORK, options),
        demo.findings,
        demo.activation(),
        new BundleManifest.Inputs(demo.roles, List.of(), List.of()),
        demo.input,
        new BundleManifest.Calibration(report.temperature()),
        new BundleManifest.Thresholds("t1", List.of(everywhere(report.thresholds()))),
        embeddingWidth,
        report.metrics(),
        new BundleManifest.Provenance(
            "Shows how Vigil works, end to end.",
            Optional.of(NOTICE),
            demo.licence,
            Map.of(file.getFileName().toString(), Sha256.of(Files.readAllBytes(file)).hex()),
            command(demo),
            seed,
            code),
        Map.of(),
        Optional.empty());
  }

  private static BundleManifest.OperatingPoint everywhere(Map<String, Double> thresholds) {
    return new BundleManifest.OperatingPoint("*", LocalDate.of(2026, 1, 1), thresholds);
  }

  private String command(Demonstration demo) {
    return "models/bin/vigil-models demonstration %s --data ../shared/data --out trained --seed %d"
            .formatted(demo.slot, seed)
        + " --epochs %d --width %d".formatted(epochs, width);
  }
}
