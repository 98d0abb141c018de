package org.vigil.models.run;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.Part;
import org.vigil.models.loss.WeightedCrossEntropy;
import org.vigil.models.method.TrainingRecipe;
import org.vigil.models.method.jif.JifBatches;
import org.vigil.models.method.jif.JifLoss;
import org.vigil.models.method.jif.JifNetwork;
import org.vigil.models.method.jif.JifObjective;
import org.vigil.models.method.jif.JifRecipe;
import org.vigil.models.method.jif.JifSettings;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.seed.Seed;

/** JIF-MMFA and its rivals (Tang 2024, chapter 4): pictures and metadata. */
final class JifMethod implements Method {
  private static final double RATE = 0.005;
  private static final int MIDDLE = 256; // of MetaNet's layers

  @Override
  public String word() {
    return "jif-mmfa";
  }

  @Override
  public String about() {
    return "JIF-MMFA and its rivals (Tang 2024, chapter 4); classes, metadata";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "structure", "joint-individual (JIF) or joint (JF)",
        "fusion", "mmfa, mutual, concatenation, meta-block or meta-net");
  }

  @Override
  public boolean readsMetadata() {
    return true;
  }

  @Override
  public View view(Settings settings) {
    return View.stretched(settings.whole("side", 224), Kernel.BILINEAR);
  }

  @Override
  public void requireFits(LabelScheme labels) {
    Recipes.requireClasses(word(), labels);
  }

  private static JifSettings.Kind fusion(Settings settings) {
    return switch (settings.text("fusion", "mmfa")) {
      case "mmfa" -> JifSettings.Attention.PUBLISHED;
      case "mutual" -> JifSettings.Mutual.LIKE_PUBLISHED;
      case "concatenation" -> new JifSettings.Concatenated();
      case "meta-block" -> new JifSettings.Block();
      case "meta-net" -> new JifSettings.Net(MIDDLE);
      default ->
          throw new DatasetException(
              "fusion is mmfa, mutual, concatenation, meta-block or meta-net");
    };
  }

  @Override
  public MethodNetwork network(Build build, Settings settings, Task task) {
    JifSettings configuration =
        JifSettings.published(
                settings.text("backbone", "densenet121"), task.metadata().width(), task.outputs())
            .with(fusion(settings))
            .with(settings.choice("structure", JifSettings.Structure.JOINT_INDIVIDUAL));
    JifNetwork network =
        new JifNetwork(build, configuration, Recipes.backbone(build, settings, "densenet121"));
    JifLoss loss = JifLoss.published(WeightedCrossEntropy.inverseFrequency(task.classCounts()));
    return new MethodNetwork() {
      @Override
      public Module module() {
        return network;
      }

      @Override
      public Plan<?> plan(TrainingData data, Seed seed) {
        TrainingRecipe recipe = JifRecipe.published(seed.at(2));
        return Plan.of(
            data.items(Part.TRAINING),
            settings.whole("batch", recipe.batch()),
            new JifBatches(
                data.views(0, recipe.augmentation()),
                data.metadata(Part.TRAINING, task.metadata())),
            new JifObjective(network, build.manager(), loss),
            Recipes.adapted(recipe.settings(), settings, RATE),
            seed);
      }

      @Override
      public Answers ask(NDManager manager, List<TrainingData.Question> questions) {
        return Answers.of(
            MethodNetwork.rows(
                network
                    .predict(
                        MethodNetwork.pictures(manager, questions, 0),
                        MethodNetwork.metadata(manager, questions))
                    .probabilities()));
      }
    };
  }
}
