package org.vigil.models.run;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.DatasetManifest;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.MetadataEncoding;
import org.vigil.models.dataset.Part;
import org.vigil.models.dataset.Pictures;
import org.vigil.models.nn.Build;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Checkpoint;
import org.vigil.models.training.DivergedException;
import org.vigil.models.training.Epoch;
import org.vigil.models.training.RunListener;
import org.vigil.models.training.TrainingRun;

/**
 * Trains a method on a data set and writes the model with its report. The same request gives the
 * same model, in one go or through any number of checkpoints.
 */
public final class MethodRun {
  private static final long ROOM = 64L << 20; // bytes beside the weights

  private final Request request;
  private final Watcher watcher;

  /**
   * @param dataset with every item in a part
   * @param split how the parts came about, in words
   * @param mostUnreadable share of items that may be left out
   * @param checkpoint file to go on from if it exists, written after every epoch
   * @param out the model's folder, which must not exist
   * @param command for the card
   * @param code version of the code, where known
   * @param bootstrap samples of the intervals
   */
  public record Request(
      Method method,
      Settings settings,
      Dataset dataset,
      String split,
      Pictures pictures,
      double mostUnreadable,
      long seed,
      Optional<Path> checkpoint,
      Path out,
      String command,
      Optional<String> code,
      int bootstrap) {}

  /** Hears how far a run is, on the run's thread. */
  public interface Watcher {
    Watcher NONE = new Watcher() {};

    /** What is about to be trained on. */
    default void begun(int training, int validation, int test, List<String> unreadable) {}

    /** A step of all is done. */
    default void stepped(long steps, long all) {}

    default void finished(Epoch epoch) {}
  }

  public MethodRun(Request request, Watcher watcher) {
    this.request = request;
    this.watcher = watcher;
  }

  /**
   * Runs from wherever the checkpoint is to the model's folder.
   *
   * @throws DatasetException if data set and method do not fit, or too much cannot be read
   * @throws DivergedException if the loss is no number; the batch is named in a file beside the
   *     model's folder
   */
  public TrainedModel train() throws IOException {
    if (Files.exists(request.out())) {
      throw new FileAlreadyExistsException(
          request.out() + " exists; a model is never written twice");
    }
    Method method = request.method();
    method.requireFits(request.dataset().labels());
    DatasetManifest manifest =
        DatasetManifest.seal(
            request.dataset(), request.split(), request.pictures(), request.mostUnreadable());
    TrainingData data =
        TrainingData.load(
            manifest.dataset(),
            request.pictures(),
            method.view(request.settings()),
            method.roles(),
            request.mostUnreadable());
    watcher.begun(
        data.items(Part.TRAINING).size(),
        data.items(Part.VALIDATION).size(),
        data.items(Part.TEST).size(),
        data.unreadable());
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Task task = task(method, data);
      MethodNetwork network =
          method.network(new Build(manager, new Random(request.seed())), request.settings(), task);
      requireRoom(network);
      Scoring scoring = new Scoring(data, task.metadata(), manager);
      learn(network, network.plan(data, new Seed(request.seed())), scoring, manager, data);
      return new ModelWriter(request, task, manifest, data).write(network, scoring);
    }
  }

  private static Task task(Method method, TrainingData data) {
    MetadataEncoding encoding =
        MetadataEncoding.fit(
            method.readsMetadata() ? data.dataset().fields() : List.of(),
            data.items(Part.TRAINING),
            MetadataEncoding.Gaps.COMMONEST);
    if (method.readsMetadata() && encoding.width() == 0) {
      throw new DatasetException(
          method.word() + " needs metadata; " + data.dataset().name() + " has none that differ");
    }
    List<Integer> counts = IntStream.of(data.dataset().counts(Part.TRAINING)).boxed().toList();
    return new Task(data.dataset().labels(), encoding, counts);
  }

  /** Weights, moments and best weights in a checkpoint, then the model's own. */
  private void requireRoom(MethodNetwork network) throws IOException {
    Path folder = request.out().toAbsolutePath().getParent();
    Files.createDirectories(folder);
    long needed = ROOM + 5 * Float.BYTES * network.module().parameterCount();
    long there = Files.getFileStore(folder).getUsableSpace();
    if (there < needed) {
      throw new DatasetException(
          "%s has room for %d MiB; the run needs about %d MiB"
              .formatted(folder, there >> 20, needed >> 20));
    }
  }

  private <B> void learn(
      MethodNetwork network, Plan<B> plan, Scoring scoring, NDManager manager, TrainingData data)
      throws IOException {
    long all = (long) plan.settings().epochs() * plan.batches().batches();
    Scoring.Criterion criterion = Scoring.Criterion.of(request.method(), data.dataset().labels());
    try (AutoCloseable owner = plan.owner();
        TrainingRun<B> run =
            new TrainingRun<>(
                network.module(), manager, plan.batches(), plan.objective(), plan.settings())) {
      if (request.checkpoint().filter(Files::exists).isPresent()) {
        run.resume(Checkpoint.read(request.checkpoint().get()));
      }
      try {
        run.finish(() -> scoring.of(network, Part.VALIDATION).value(criterion), listener(all));
      } catch (DivergedException e) {
        throw new DivergedException(e.getMessage() + "; " + saved(plan, run.steps()));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the batches could not be closed", e);
    }
  }

  private RunListener listener(long all) {
    return new RunListener() {
      @Override
      public void stepped(TrainingRun<?> run) {
        watcher.stepped(run.steps(), all);
      }

      @Override
      public void finished(Epoch epoch, TrainingRun<?> run) {
        try {
          if (request.checkpoint().isPresent()) {
            run.checkpoint().write(request.checkpoint().get());
          }
        } catch (IOException e) {
          throw new UncheckedIOException(
              "the checkpoint could not be written: " + e.getMessage(), e);
        }
        watcher.finished(epoch);
      }
    };
  }

  /** Writes down which items were in the batch that the loss failed on. */
  private String saved(Plan<?> plan, long steps) throws IOException {
    int batches = plan.batches().batches();
    int epoch = (int) (steps / batches);
    int batch = (int) (steps % batches);
    List<String> lines = new ArrayList<>();
    lines.add("epoch " + (epoch + 1) + ", batch " + (batch + 1));
    for (int index : plan.order().epoch(epoch)[batch]) {
      Item item = plan.items().get(index);
      lines.add(item.id() + " " + item.labels() + " " + item.pictures().getFirst().path());
    }
    Path file = request.out().resolveSibling(request.out().getFileName() + ".diverged.txt");
    Files.write(file, lines);
    return "its items are in " + file;
  }
}
