package org.vigil.models.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import java.util.List;
import java.util.Map;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.RandomCrop;
import org.vigil.models.augmentation.Rotation;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.Part;
import org.vigil.models.loss.FocalZlpr;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.method.fzlpr.FzlprConfiguration;
import org.vigil.models.method.fzlpr.FzlprConfiguration.Stage;
import org.vigil.models.method.fzlpr.FzlprNetwork;
import org.vigil.models.network.DenseNet;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Framing;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.preprocess.Normalisation;
import org.vigil.models.preprocess.Planes;
import org.vigil.models.preprocess.Recipe;
import org.vigil.models.schedule.Cosine;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.PictureObjective;
import org.vigil.models.training.TrainingSettings;

/** DenseNet121 with focal ZLPR: findings. Its top network needs an input of 224 pixels. */
final class FzlprMethod implements Method {
  private static final int SIDE = 224;
  private static final int LARGER = 256; // out of which the input is cropped

  @Override
  public String word() {
    return "fzlpr";
  }

  @Override
  public String about() {
    return "DenseNet121 with focal ZLPR (2025); findings; inputs of 224 pixels only";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "tau", "temperature of the loss; 0.2",
        "growth",
            "channels that a layer of the DenseNet adds, with four short blocks; a small one");
  }

  @Override
  public View view(Settings settings) {
    return new View(
        new Recipe(new Framing.Stretched(LARGER, LARGER), Kernel.BICUBIC),
        new Recipe(new Framing.CentreCropped(LARGER, SIDE), Kernel.BICUBIC),
        View.spec(SIDE));
  }

  @Override
  public void requireFits(LabelScheme labels) {
    Recipes.requireFindings(word(), labels);
  }

  /** Two stages, as published; another length keeps a fifth for the first one. */
  private static FzlprConfiguration configuration(Settings settings, Task task) {
    FzlprConfiguration published = FzlprConfiguration.published(task.outputs());
    if (!settings.has("epochs")) {
      return published;
    }
    int epochs = settings.whole("epochs", 25);
    int first = Math.max(1, epochs / 5);
    int second = Math.max(1, epochs - first);
    double rate = settings.number("rate", 1e-5);
    return published.with(
        new Stage(first, Schedule.constant(1e-3)),
        new Stage(second, new Cosine(rate, rate / 100, second)));
  }

  private static FzlprNetwork network(
      Build build, Settings settings, FzlprConfiguration configuration) {
    if (!settings.has("growth")) {
      return new FzlprNetwork(build, configuration);
    }
    var sizes = new DenseNet.Sizes(List.of(1, 1, 1, 1), settings.whole("growth", 8), 8, 2);
    return new FzlprNetwork(
        build, configuration, new DenseNet(build, NetworkOptions.published(1), sizes));
  }

  @Override
  public MethodNetwork network(Build build, Settings settings, Task task) {
    FzlprConfiguration configuration = configuration(settings, task);
    FzlprNetwork network = network(build, settings, configuration);
    return new MethodNetwork() {
      @Override
      public Module module() {
        return network;
      }

      @Override
      public Plan<?> plan(TrainingData data, Seed seed) {
        Augmentation views =
            new Augmentation(
                List.of(
                    new Flip(0.5, 0),
                    new Rotation(Math.toDegrees(0.4)),
                    new RandomCrop(SIDE, SIDE)),
                Border.BLACK);
        TrainingSettings run = configuration.settings(seed.at(2));
        return Plan.of(
            data.items(Part.TRAINING),
            settings.whole("batch", configuration.batch()),
            data.views(0, views),
            new PictureObjective(
                network,
                build.manager(),
                new FocalZlpr(settings.number("tau", configuration.temperature()))),
            settings.has("patience") ? run.withPatience(settings.whole("patience", 1)) : run,
            seed);
      }

      /** The mean of the logits of four looks (4.3). */
      @Override
      public Answers ask(NDManager manager, List<TrainingData.Question> questions) {
        NDArray sum = null;
        for (var look : configuration.looks()) {
          List<Planes> seen =
              questions.stream()
                  .map(q -> Normalisation.UNIT.apply(q.pictures().getFirst()))
                  .map(look::apply)
                  .map(Normalisation.IMAGENET::apply)
                  .toList();
          NDArray logits = network.forward(PictureArrays.of(manager, seen));
          sum = sum == null ? logits : sum.add(logits);
        }
        return Answers.of(
            MethodNetwork.rows(Activation.sigmoid(sum.div(configuration.looks().size()))));
      }
    };
  }
}
