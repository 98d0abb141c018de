package org.vigil.training.trainer;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.scoring.Devices;
import org.vigil.models.training.CheckpointException;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.WeightsException;
import org.vigil.training.document.Documents;
import org.vigil.training.feedback.CasePart;

/**
 * The trainer's process: {@code TrainerMain FOLDER}. Ends with 0 when all results are in the
 * folder, with 3 when the job cannot be done, in any other way when it should be started again.
 */
public final class TrainerMain {
  /** Exit status: the job cannot be done; why is the last line. */
  public static final int REFUSED = 3;

  private final JobFolder folder;
  private final Job job;
  private final Voice voice;

  TrainerMain(JobFolder folder, PrintStream out) {
    this.folder = folder;
    this.job = Documents.read(folder.job(), Job.class);
    this.voice = new Voice(out);
  }

  public static void main(String[] args) {
    endWithOurParent();
    System.exit(new TrainerMain(new JobFolder(Path.of(args[0])), System.out).run());
  }

  /** Two trainers of one job must never meet: when the service goes, so do we, at once. */
  private static void endWithOurParent() {
    Thread.ofPlatform()
        .daemon()
        .name("parent-watch")
        .start(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // What the parent writes does not matter; that it is there does.
                }
              } catch (IOException e) {
                // A broken pipe says the same as a closed one.
              }
              Runtime.getRuntime().halt(1);
            });
  }

  int run() {
    try {
      work();
      voice.say(new TrainerLine.Done());
      return 0;
    } catch (RefusedJobException
        | BundleException
        | WeightsException
        | CheckpointException
        | IllegalArgumentException e) {
      voice.say(new TrainerLine.Refused(String.valueOf(e.getMessage())));
      return REFUSED;
    } catch (IOException e) {
      voice.say(new TrainerLine.Refused("a file cannot be read or written: " + e));
      return REFUSED;
    }
  }

  private void work() throws IOException {
    Device device = Devices.named(job.device());
    Bundle parent = Bundle.read(BundleFiles.in(folder.parent()));
    List<Sample> samples = Samples.load(job, folder, parent.manifest(), voice);
    if (job.task() == Job.Task.TRAIN) {
      train(parent, samples, device);
    }
    Bundle candidate =
        job.task() == Job.Task.TRAIN ? Bundle.read(BundleFiles.in(folder.bundle())) : parent;
    Optional<Bundle> reference =
        Files.exists(folder.reference())
            ? Optional.of(Bundle.read(BundleFiles.in(folder.reference())))
            : Optional.empty();
    List<Sample> unseen = parts(samples, Set.of(CasePart.TEST, CasePart.AUDIT));
    voice.say(new TrainerLine.Evaluating(unseen.size()));
    BundleComparison comparison = new BundleComparison(candidate, reference, device);
    comparison.requireComparable();
    Documents.write(folder.cases(), comparison.of(unseen));
  }

  private void train(Bundle parent, List<Sample> samples, Device device) throws IOException {
    if (Files.exists(folder.bundle())) {
      return; // An earlier process of this job came as far as here.
    }
    BundleManifest manifest = parent.manifest();
    List<Sample> train = parts(samples, Set.of(CasePart.TRAIN));
    List<Sample> chosenBy = parts(samples, Set.of(CasePart.VALIDATION));
    requireSomethingToTell(train, manifest);
    Optional<OwnDoubt> doubt = OwnDoubt.wanted(job, manifest, samples, device);
    try (NDManager manager = NDManager.newBaseManager(device, "PyTorch")) {
      BundleManifest.NetworkSpec spec = spec(manifest);
      Build build = new Build(manager, new Random(job.recipe().seed()));
      Network network = Networks.create(spec.name(), build, spec.options());
      if (job.recipe().start() == Job.Start.PARENT) {
        ModuleWeights.load(network, parent.weights());
      }
      ValidationAuc validation =
          new ValidationAuc(chosenBy, manifest.preprocessing(), job.recipe().batch());
      new PictureTraining(job, folder, manifest, train, validation, voice).run(network, manager);
      double[][] logits = validation.logits(network, manager);
      new CandidateBundle(job, parent, chosenBy, logits).write(folder, network, spec, doubt);
    }
  }

  private BundleManifest.NetworkSpec spec(BundleManifest manifest) {
    NetworkOptions options = manifest.network().options();
    String name = job.recipe().network().orElse(manifest.network().name());
    int width = job.recipe().width().orElse(options.width());
    return new BundleManifest.NetworkSpec(
        name,
        new NetworkOptions(options.classes(), options.channels(), width, options.smallImages()));
  }

  private static void requireSomethingToTell(List<Sample> train, BundleManifest manifest) {
    if (train.isEmpty()) {
      throw new RefusedJobException("there is no case to learn from");
    }
    boolean oneOf = manifest.activation() == Activation.SOFTMAX;
    for (int f = 0; f < manifest.findings().size() && !oneOf; f++) {
      int finding = f;
      long present = train.stream().filter(s -> s.present().get(finding)).count();
      if (present == 0 || present == train.size()) {
        throw new RefusedJobException(
            "%d of the %d cases to learn from have %s: nothing to tell apart"
                .formatted(present, train.size(), manifest.findingNames().get(f)));
      }
    }
    if (oneOf && train.stream().map(Sample::present).distinct().count() < 2) {
      throw new RefusedJobException("all cases to learn from have the same finding");
    }
  }

  private static List<Sample> parts(List<Sample> samples, Set<CasePart> parts) {
    return samples.stream().filter(sample -> parts.contains(sample.part())).toList();
  }
}
