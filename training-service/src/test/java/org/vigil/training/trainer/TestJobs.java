package org.vigil.training.trainer;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.schemas.id.Sha256;
import org.vigil.training.dataset.DataSet;
import org.vigil.training.document.Documents;
import org.vigil.training.feedback.CasePart;

/** Jobs that a small network can learn in seconds: a bright spot is there, or it is not. */
public final class TestJobs {
  private static final int SIDE = 28;

  private TestJobs() {}

  /**
   * Fills a job's folder.
   *
   * @param cases pictures in all; 60% to learn from, 20% each to choose by and to test on
   */
  public static JobFolder fill(Path root, int cases, int epochs, Job.Start start) {
    return fill(root, cases, epochs, start, 2e-3);
  }

  /** The same whose bundle may abstain from a share of right pictures. */
  public static JobFolder fillDoubting(Path root, int cases, double falseAbstention) {
    return fill(root, cases, 2, Job.Start.FRESH, 2e-3, Optional.of(falseAbstention));
  }

  /** The same with a learning rate. */
  public static JobFolder fill(Path root, int cases, int epochs, Job.Start start, double rate) {
    return fill(root, cases, epochs, start, rate, Optional.empty());
  }

  /** A job on a MedMNIST archive whose splits all have these labels. */
  public static JobFolder fillFromArchive(Path root, int[] labels) throws IOException {
    JobFolder folder = new JobFolder(root);
    bundle(folder.parent(), "1.0");
    Path archive = TinyArchive.write(root.resolve("pictures.npz"), SIDE, labels);
    Documents.write(
        folder.job(),
        new Job(
            Job.Task.TRAIN,
            "r1-0000",
            Optional.of(archive.toString()),
            archive.getFileName().toString(),
            Sha256.of(Files.readAllBytes(archive)).hex(),
            Job.Recipe.STANDARD,
            "cpu",
            3,
            0.1,
            "test",
            LocalDate.parse("2026-11-01"),
            Optional.empty()));
    return folder;
  }

  private static JobFolder fill(
      Path root,
      int cases,
      int epochs,
      Job.Start start,
      double rate,
      Optional<Double> falseAbstention) {
    JobFolder folder = new JobFolder(root);
    try {
      Files.createDirectories(folder.pictures());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bundle(folder.parent(), "1.0");
    bundle(folder.reference(), "1.0");
    DataSet data = dataSet(folder, cases);
    Documents.write(folder.dataSet(), data);
    Documents.write(
        folder.job(),
        new Job(
            Job.Task.TRAIN,
            "r1-0000",
            Optional.empty(),
            "feedback",
            data.digest().hex(),
            new Job.Recipe(
                start,
                Optional.empty(),
                Optional.empty(),
                epochs,
                8,
                rate,
                epochs,
                7,
                falseAbstention),
            "cpu",
            3,
            0.1,
            "test",
            LocalDate.parse("2026-11-01"),
            Optional.empty()));
    return folder;
  }

  /** A bundle with random weights. */
  public static Bundle bundle(Path folder, String version) {
    NetworkOptions options = new NetworkOptions(1, 1, 4, true);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network network = Networks.create("resnet18", new Build(manager, new Random(3)), options);
      return Bundle.write(
          folder, manifest(version, options, network), ModuleWeights.save(network), "# Test\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BundleManifest manifest(String version, NetworkOptions options, Network network) {
    return new BundleManifest(
        1,
        "chest-xray",
        version,
        new BundleManifest.NetworkSpec("resnet18", options),
        List.of(new BundleManifest.Finding("Pneumonia", "Pneumonia", Optional.empty())),
        BundleManifest.Activation.SIGMOID,
        new BundleManifest.Inputs(List.of("frontal"), List.of(), List.of()),
        new InputSpec(
            InputSpec.P1,
            1,
            SIDE,
            SIDE,
            Kernel.BICUBIC,
            InputSpec.Fit.CENTRE_CROP,
            List.of(0.5),
            List.of(0.25)),
        new BundleManifest.Calibration(1),
        new BundleManifest.Thresholds(
            "t1",
            List.of(
                new BundleManifest.OperatingPoint(
                    "*", LocalDate.parse("2026-01-01"), Map.of("Pneumonia", 0.5)))),
        network.featureWidth(),
        Map.of(),
        new BundleManifest.Provenance("tests", Optional.empty(), "CC0", Map.of(), "none", 3),
        Map.of(),
        Optional.empty());
  }

  private static DataSet dataSet(JobFolder folder, int cases) {
    List<DataSet.Item> items = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      boolean present = i % 2 == 0;
      int tenth = i / 2 % 5;
      CasePart part = tenth < 3 ? CasePart.TRAIN : tenth == 3 ? CasePart.VALIDATION : CasePart.TEST;
      String sha = picture(folder, i, present);
      items.add(
          new DataSet.Item(
              "study " + i,
              "normalised/n3/" + sha + ".png",
              sha,
              part,
              List.of(present ? 1.0 : 0.0),
              List.of(present),
              Map.of("site", "a")));
    }
    return new DataSet(1, "chest-xray", List.of("Pneumonia"), "CC0", "test", items, Map.of());
  }

  private static String picture(JobFolder folder, int number, boolean spot) {
    Random random = new Random(number);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    int centre = 6 + random.nextInt(16);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean bright = spot && Math.hypot(x - centre, y - centre) < 5;
        image.getRaster().setSample(x, y, 0, random.nextInt(80) + (bright ? 150 : 0));
      }
    }
    String sha = Sha256.of("picture " + number).hex();
    try {
      ImageIO.write(image, "png", folder.pictures().resolve(sha + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sha;
  }
}
