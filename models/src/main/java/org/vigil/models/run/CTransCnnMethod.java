package org.vigil.models.run;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import java.util.List;
import java.util.Map;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.Part;
import org.vigil.models.method.ctranscnn.Ablation;
import org.vigil.models.method.ctranscnn.CTransCnn;
import org.vigil.models.method.ctranscnn.CTransCnnConfiguration;
import org.vigil.models.method.ctranscnn.CTransCnnConfiguration.Tokens;
import org.vigil.models.method.ctranscnn.CTransCnnConfiguration.Training;
import org.vigil.models.method.ctranscnn.CTransCnnObjective;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.sampling.BatchPlan;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.TrainingSettings;

/** CTransCNN (Wu et al. 2023): findings. */
final class CTransCnnMethod implements Method {
  private static final double RATE = 1e-3;
  private static final Map<String, Ablation> ABLATIONS =
      Map.of(
          "full", Ablation.NOTHING,
          "baseline", Ablation.BASELINE,
          "1", Ablation.MODEL_1,
          "2", Ablation.MODEL_2,
          "3", Ablation.MODEL_3,
          "4", Ablation.MODEL_4,
          "5", Ablation.MODEL_5,
          "6", Ablation.MODEL_6,
          "7", Ablation.MODEL_7,
          "8", Ablation.MODEL_8);

  @Override
  public String word() {
    return "ctranscnn";
  }

  @Override
  public String about() {
    return "CTransCNN (Wu et al. 2023); findings";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "base", "channels of the first group of layers; 64",
        "depth", "layers, divisible by 3; 12",
        "tokens", "width of a token; 384",
        "heads", "of both attentions; 6",
        "model", "full, baseline or 1 to 8, the models of the ablation");
  }

  @Override
  public View view(Settings settings) {
    return View.stretched(settings.whole("side", 224), Kernel.BICUBIC);
  }

  @Override
  public void requireFits(LabelScheme labels) {
    Recipes.requireFindings(word(), labels);
  }

  private static CTransCnnConfiguration configuration(Settings settings, Task task) {
    Ablation ablation = ABLATIONS.get(settings.text("model", "full"));
    if (ablation == null) {
      throw new DatasetException("model is full, baseline or 1 to 8");
    }
    Training published = Training.PUBLISHED;
    Training training =
        new Training(
            settings.whole("batch", published.batch()),
            settings.whole("epochs", published.epochs()),
            published.warmUpEpochs(),
            published.beta1(),
            published.beta2(),
            published.weightDecay(),
            published.stochasticDepth(),
            Training.views(settings.whole("side", 224)));
    return CTransCnnConfiguration.of(
            task.outputs(),
            settings.whole("base", 64),
            settings.whole("depth", 12),
            new Tokens(settings.whole("tokens", 384), settings.whole("heads", 6)))
        .with(ablation)
        .with(training);
  }

  @Override
  public MethodNetwork network(Build build, Settings settings, Task task) {
    CTransCnnConfiguration configuration = configuration(settings, task);
    CTransCnn network = new CTransCnn(build, configuration);
    return new MethodNetwork() {
      @Override
      public Module module() {
        return network;
      }

      @Override
      public Plan<?> plan(TrainingData data, Seed seed) {
        int items = data.items(Part.TRAINING).size();
        BatchPlan order = Plan.order(items, configuration.training().batch(), seed);
        TrainingSettings published = configuration.settings(order.batches(), seed.at(2));
        return Plan.of(
            data.items(Part.TRAINING),
            configuration.training().batch(),
            data.views(0, configuration.training().augmentation()),
            new CTransCnnObjective(network, build.manager(), configuration.loss()),
            Recipes.adapted(published, settings, RATE),
            seed);
      }

      @Override
      public Answers ask(NDManager manager, List<TrainingData.Question> questions) {
        return Answers.of(
            MethodNetwork.rows(
                Activation.sigmoid(
                    network.forward(MethodNetwork.pictures(manager, questions, 0)))));
      }
    };
  }
}
