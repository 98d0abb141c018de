package org.vigil.training.trainer;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.dataset.MedMnist;
import org.vigil.schemas.id.Sha256;
import org.vigil.training.dataset.DataSet;
import org.vigil.training.document.Documents;
import org.vigil.training.feedback.CasePart;

/** The pictures that a job is about. */
final class Samples {
  private static final int NAMED = 20; // of the unreadable pictures

  private Samples() {}

  /**
   * All samples that can be read.
   *
   * @throws RefusedJobException if too many cannot, or the data do not fit the bundle
   */
  static List<Sample> load(Job job, JobFolder folder, BundleManifest manifest, Voice voice) {
    return job.npz().isPresent()
        ? archive(job, manifest)
        : pictures(Documents.read(folder.dataSet(), DataSet.class), job, folder, voice);
  }

  private static List<Sample> pictures(DataSet data, Job job, JobFolder folder, Voice voice) {
    List<Sample> samples = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (DataSet.Item item : data.items()) {
      Path file = folder.pictures().resolve(item.sha256() + ".png");
      if (read(file).isPresent()) {
        samples.add(sample(item, file));
      } else {
        unreadable.add(item.sha256());
      }
    }
    if (!unreadable.isEmpty()) {
      List<String> first = unreadable.subList(0, Math.min(NAMED, unreadable.size()));
      voice.say(new TrainerLine.Unreadable(unreadable.size(), data.items().size(), first));
    }
    if (unreadable.size() > job.unreadableShare() * data.items().size()) {
      throw new RefusedJobException(
          "%d of %d pictures are missing or cannot be read; at most %.0f%% may"
              .formatted(unreadable.size(), data.items().size(), 100 * job.unreadableShare()));
    }
    return samples;
  }

  private static Sample sample(DataSet.Item item, Path file) {
    float[] targets = new float[item.targets().size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = item.targets().get(i).floatValue();
    }
    return new Sample(
        item.study(),
        item.part(),
        targets,
        item.present(),
        item.strata(),
        () -> read(file).orElseThrow(() -> new IllegalStateException(file + " is gone")));
  }

  private static Optional<Raster> read(Path file) {
    try {
      return Optional.ofNullable(ImageIO.read(file.toFile()))
          .map(BufferedImage::getRaster)
          .filter(raster -> raster.getNumBands() == 1 || raster.getNumBands() == 3)
          .map(Raster.class::cast);
    } catch (IOException | RuntimeException e) { // Decoders throw all sorts at damaged files.
      return Optional.empty();
    }
  }

  private static List<Sample> archive(Job job, BundleManifest manifest) {
    Path file = Path.of(job.npz().orElseThrow());
    try {
      if (!Sha256.of(Files.readAllBytes(file)).hex().equals(job.dataDigest())) {
        throw new RefusedJobException(
            job.dataName() + " is not the file that the run was asked on");
      }
    } catch (IOException e) {
      throw new RefusedJobException(job.dataName() + " cannot be read");
    }
    MedMnist splits = MedMnist.read(file);
    List<Sample> samples = new ArrayList<>();
    add(samples, splits.train(), CasePart.TRAIN, manifest);
    add(samples, splits.validation(), CasePart.VALIDATION, manifest);
    add(samples, splits.test(), CasePart.TEST, manifest);
    return samples;
  }

  private static void add(
      List<Sample> samples, LabelledImages images, CasePart part, BundleManifest manifest) {
    int findings = manifest.findings().size();
    boolean oneOf = manifest.activation() == Activation.SOFTMAX;
    int classes = oneOf ? findings : 2;
    if (!oneOf && findings > 1) {
      throw new RefusedJobException("an archive has one label; the bundle has several findings");
    }
    for (int i = 0; i < images.size(); i++) {
      int label = images.labels()[i];
      if (label < 0 || label >= classes) {
        throw new RefusedJobException(
            "picture %d has label %d; the bundle knows 0 to %d".formatted(i, label, classes - 1));
      }
      List<Boolean> present =
          IntStream.range(0, findings).mapToObj(f -> oneOf ? label == f : label == 1).toList();
      float[] targets = new float[findings];
      for (int f = 0; f < findings; f++) {
        targets[f] = present.get(f) ? 1 : 0;
      }
      byte[] pixels = images.pixels()[i];
      samples.add(
          new Sample(
              part + "-" + i,
              part,
              targets,
              present,
              Map.of(),
              () -> raster(images.channels(), images.side(), pixels)));
    }
  }

  private static Raster raster(int channels, int side, byte[] pixels) {
    return Raster.createInterleavedRaster(
        new DataBufferByte(pixels, pixels.length),
        side,
        side,
        side * channels,
        channels,
        IntStream.range(0, channels).toArray(),
        null);
  }
}
