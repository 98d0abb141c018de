package org.vigil.training.trainer;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.vigil.models.augmentation.Mixing;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.augmentation.PictureBatches;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.loss.BinaryCrossEntropy;
import org.vigil.models.loss.Loss;
import org.vigil.models.loss.WeightedCrossEntropy;
import org.vigil.models.network.Network;
import org.vigil.models.sampling.BatchPlan;
import org.vigil.models.sampling.ParallelBatches;
import org.vigil.models.sampling.Shuffled;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Adam;
import org.vigil.models.training.Checkpoint;
import org.vigil.models.training.DivergedException;
import org.vigil.models.training.Epoch;
import org.vigil.models.training.PictureObjective;
import org.vigil.models.training.RunListener;
import org.vigil.models.training.TrainingRun;
import org.vigil.models.training.TrainingSettings;
import org.vigil.training.document.Documents;

/**
 * Trains a network of one picture as the demonstration bundles were (AdamW, warm-up and cosine,
 * early stopping by the validation AUC), with a checkpoint that it goes on from. One use each.
 */
final class PictureTraining {
  private static final double DECAY = 0.02;
  private static final double WARM_UP = 0.07; // of the steps
  private static final int THREADS = 2; // One prepares while another is written.

  private final Job job;
  private final JobFolder folder;
  private final BundleManifest manifest;
  private final List<Sample> train;
  private final ValidationAuc validation;
  private final Voice voice;

  PictureTraining(
      Job job,
      JobFolder folder,
      BundleManifest manifest,
      List<Sample> train,
      ValidationAuc validation,
      Voice voice) {
    this.job = job;
    this.folder = folder;
    this.manifest = manifest;
    this.train = train;
    this.validation = validation;
    this.voice = voice;
  }

  /**
   * Trains from the beginning or from the checkpoint; the network has the best weights then.
   *
   * @throws RefusedJobException if the loss or the validation value is no number
   */
  void run(Network network, NDManager manager) throws IOException {
    TrainingSettings settings = settings();
    BatchPlan plan =
        new BatchPlan(
            new Shuffled(train.size(), settings.seed().at(0)),
            job.recipe().batch(),
            BatchPlan.Remainder.KEPT);
    PictureBatches maker =
        new PictureBatches(
            new PreparedPictures(train, manifest.preprocessing()),
            manifest.preprocessing(),
            Views.of(manifest),
            new Mixing.None());
    PictureObjective objective = new PictureObjective(network, manager, loss());
    try (var batches = new ParallelBatches<>(plan, maker, settings.seed().at(1), THREADS);
        var run = new TrainingRun<PictureBatch>(network, manager, batches, objective, settings)) {
      if (Files.exists(folder.checkpoint())) {
        run.resume(Checkpoint.read(folder.checkpoint()));
      }
      voice.say(
          new TrainerLine.Planned(
              job.recipe().epochs(), (long) job.recipe().epochs() * batches.batches()));
      try {
        run.finish(() -> validation.of(network, manager), new Progress(settings));
      } catch (DivergedException e) {
        keepBatch(run.checkpoint(), plan);
        throw new RefusedJobException(
            e.getMessage() + "; the cases of the batch are in " + folder.diverged().getFileName());
      }
    }
  }

  private TrainingSettings settings() {
    Job.Recipe recipe = job.recipe();
    int batches = (train.size() + recipe.batch() - 1) / recipe.batch();
    int steps = recipe.epochs() * batches;
    int warmUp = Math.min(steps - 1, (int) Math.ceil(WARM_UP * steps));
    return TrainingSettings.of(
            recipe.epochs(),
            TrainingSettings.warmUpAndCosine(recipe.rate(), warmUp, steps),
            Adam.adamW(DECAY),
            new Seed(recipe.seed()))
        .withPatience(recipe.patience());
  }

  private Loss loss() {
    if (manifest.activation() == Activation.SIGMOID) {
      return new BinaryCrossEntropy();
    }
    int[] counts = new int[manifest.findings().size()];
    for (Sample sample : train) {
      counts[sample.present().indexOf(true)]++;
    }
    float[] weights = new float[counts.length];
    for (int i = 0; i < weights.length; i++) {
      // The root of the inverse frequency: full weights make the common classes vanish.
      weights[i] = (float) Math.sqrt((double) train.size() / Math.max(1, counts[i]));
    }
    return new WeightedCrossEntropy(weights);
  }

  private void keepBatch(Checkpoint at, BatchPlan plan) {
    int epoch = Integer.parseInt(at.state().get("epoch"));
    int batch = Integer.parseInt(at.state().get("batch"));
    int[][] batches = plan.epoch(epoch);
    int[] members = batch < batches.length ? batches[batch] : new int[0];
    Documents.write(
        folder.diverged(),
        java.util.Arrays.stream(members).mapToObj(i -> train.get(i).id()).toList());
  }

  /** Makes checkpoints, then tells. */
  private final class Progress implements RunListener {
    private final TrainingSettings settings;

    Progress(TrainingSettings settings) {
      this.settings = settings;
    }

    @Override
    public void stepped(TrainingRun<?> run) {
      if (run.steps() % job.checkpointSteps() == 0) {
        keep(run);
      }
      double rate = settings.phases().get(0).rate().schedule().at(Math.toIntExact(run.steps() - 1));
      voice.step(new TrainerLine.Stepped(run.steps(), rate));
    }

    @Override
    public void finished(Epoch epoch, TrainingRun<?> run) {
      keep(run);
      Optional<Double> loss =
          Double.isFinite(epoch.loss()) ? Optional.of(epoch.loss()) : Optional.empty();
      voice.say(new TrainerLine.EpochDone(epoch.number(), loss, epoch.validation()));
    }

    private void keep(TrainingRun<?> run) {
      try {
        run.checkpoint().write(folder.checkpoint());
      } catch (IOException e) {
        throw new UncheckedIOException("the checkpoint cannot be written", e);
      }
    }
  }
}
