package org.vigil.models.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.run.Method;
import org.vigil.models.run.MethodRun;
import org.vigil.models.run.Methods;
import org.vigil.models.run.Settings;
import org.vigil.models.run.TrainedModel;
import org.vigil.models.training.Epoch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a published method on a data set on disk. */
@Command(
    name = "train",
    description = {
      "Trains a method on a data set and writes the model with its report and card.",
      "Methods: classifier, multi-scale-vit, dualrefnet, jif-mmfa, ctranscnn, fzlpr, ammfm, pemm,",
      "fusionm4net. Without settings a method is trained as its paper says; --settings lists what",
      "can be changed. Examples:",
      "  vigil train classifier --dataset medmnist:pneumoniamnist.npz --out models/pneumonia \\",
      "    -s backbone=resnet18 -s width=16 -s small-images=yes -s side=28 -s upright=yes",
      "  vigil train jif-mmfa --dataset pad-ufes-20:PAD --folds 5 --fold 0 --out models/jif-0",
      "  vigil train ctranscnn --dataset folder:MINE --several-labels --out models/mine"
    },
    mixinStandardHelpOptions = true)
final class TrainMethod implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "METHOD", description = "see above")
  private String word;

  @Mixin private DatasetOptions data;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "a setting that differs from the paper's; --settings lists them")
  private Map<String, String> settings = new HashMap<>();

  @Option(names = "--settings", description = "list the method's settings and do nothing")
  private boolean list;

  @Option(names = "--seed", description = "of all randomness", defaultValue = "1")
  private long seed;

  @Option(names = "--out", description = "the model's folder", defaultValue = "model")
  private Path out;

  @Option(
      names = "--checkpoint",
      description = "file to go on from if it exists, written after every epoch")
  private Optional<Path> checkpoint = Optional.empty();

  @Option(
      names = "--most-unreadable",
      description = "share of items that may be left out because they cannot be read",
      defaultValue = "0.05")
  private double mostUnreadable;

  @Option(names = "--bootstrap", description = "samples of the intervals", defaultValue = "1000")
  private int samples;

  @Option(names = "--code", description = "version of the code, for the model's record")
  private Optional<String> code = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Method method = Methods.named(word);
    Map<String, String> known = Methods.settings(method);
    if (list) {
      System.out.println(method.about());
      new TreeMap<>(known).forEach((key, about) -> System.out.println("  " + key + ": " + about));
      return 0;
    }
    Settings wanted = Settings.of(settings, known);
    Dataset dataset = data.read();
    try (Progress progress = new Progress()) {
      TrainedModel model =
          new MethodRun(
                  new MethodRun.Request(
                      method,
                      wanted,
                      dataset,
                      data.split(),
                      data.pictures(),
                      mostUnreadable,
                      seed,
                      checkpoint,
                      out,
                      command(),
                      code,
                      samples),
                  progress)
              .train();
      progress.close();
      System.out.println("model and report: " + out);
      model.metrics().entrySet().stream()
          .filter(entry -> List.of("test.macro_auc", "test.accuracy").contains(entry.getKey()))
          .forEach(entry -> System.out.println(entry.getKey() + " " + entry.getValue()));
    }
    return 0;
  }

  private String command() {
    StringBuilder command = new StringBuilder("./vigil train " + word);
    command.append(" --dataset ").append(data.given()).append(" --seed ").append(seed);
    command.append(data.folding());
    new TreeMap<>(settings).forEach((k, v) -> command.append(" -s ").append(k + "=" + v));
    return command.toString();
  }

  /** A bar with the time left in a terminal; a line for each epoch anywhere. */
  private static final class Progress implements MethodRun.Watcher, AutoCloseable {
    private Optional<ProgressBar> bar = Optional.empty();
    private final long began = System.nanoTime();

    @Override
    public void begun(int training, int validation, int test, List<String> unreadable) {
      System.out.printf(
          "%d items to learn from, %d to choose by, %d to report on; %d could not be read%n",
          training, validation, test, unreadable.size());
      unreadable.stream().limit(10).forEach(each -> System.out.println("  " + each));
    }

    @Override
    public void stepped(long steps, long all) {
      if (bar.isEmpty() && Boolean.getBoolean("vigil.terminal")) {
        bar =
            Optional.of(
                new ProgressBarBuilder()
                    .setTaskName("steps")
                    .setInitialMax(all)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setEtaFunction(state -> Optional.of(left(state.getCurrent(), all)))
                    .build());
      }
      bar.ifPresent(b -> b.stepTo(steps));
    }

    private Duration left(long steps, long all) {
      long passed = System.nanoTime() - began;
      return Duration.ofNanos(steps == 0 ? 0 : (long) ((double) passed / steps * (all - steps)));
    }

    @Override
    public void finished(Epoch epoch) {
      System.out.printf(
          Locale.ROOT,
          "epoch %d loss %.4f validation %.4f%n",
          epoch.number(),
          epoch.loss(),
          epoch.validation());
    }

    @Override
    public void close() {
      bar.ifPresent(ProgressBar::close);
    }
  }
}
