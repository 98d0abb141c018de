package org.vigil.models.run;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.Part;
import org.vigil.models.fusion.BranchAverage;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.loss.PairedLoss;
import org.vigil.models.method.TrainingRecipe;
import org.vigil.models.method.ammfm.AmmfmNetwork;
import org.vigil.models.method.ammfm.AmmfmSettings;
import org.vigil.models.method.fusionm4net.FusionM4Network;
import org.vigil.models.method.fusionm4net.FusionM4Settings;
import org.vigil.models.method.paired.BranchProbabilities;
import org.vigil.models.method.paired.ImageEncoder;
import org.vigil.models.method.paired.PairedBatches;
import org.vigil.models.method.paired.PairedNetwork;
import org.vigil.models.method.paired.PairedObjective;
import org.vigil.models.method.paired.PairedRecipes;
import org.vigil.models.method.paired.TaskBranch;
import org.vigil.models.method.pemm.PemmNetwork;
import org.vigil.models.method.pemm.PemmSettings;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.TrainingSettings;

/**
 * The methods for a dermoscopic and a clinical picture (Tang 2024, chapters 5 and 6), which answer
 * several questions. Branches count alike here; the searched weights and FusionM4Net's second stage
 * are the library's to add.
 */
final class PairedMethod implements Method {
  private static final double RATE = 3e-5;

  /** Which of them. */
  enum Kind {
    AMMFM,
    PEMM,
    FUSION_M4NET
  }

  private final Kind kind;

  PairedMethod(Kind kind) {
    this.kind = kind;
  }

  @Override
  public String word() {
    return kind == Kind.FUSION_M4NET ? "fusionm4net" : kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String about() {
    return switch (kind) {
          case AMMFM -> "AMMFM (Tang 2024, section 5.3)";
          case PEMM -> "PEMM (Tang 2024, section 5.4)";
          case FUSION_M4NET -> "FusionM4Net, first stage (Tang 2024, chapter 6)";
        }
        + "; questions, a dermoscopic and a clinical picture";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "interaction", "ammfm: asymmetric, bidirectional or concatenation",
        "clinical", "ammfm: the clinical picture's network; with width, the same as backbone");
  }

  @Override
  public List<String> roles() {
    return List.of("dermoscopic", "clinical");
  }

  @Override
  public View view(Settings settings) {
    return View.stretched(settings.whole("side", 224), Kernel.BILINEAR);
  }

  @Override
  public void requireFits(LabelScheme labels) {
    if (!(labels instanceof LabelScheme.Questions)) {
      throw new DatasetException(word() + " needs items with several questions each");
    }
  }

  /** A network and its loss. */
  private record Learner(PairedNetwork network, PairedLoss loss, TrainingRecipe recipe) {}

  private Learner learner(Build build, Settings settings, List<Integer> tasks, Seed seed) {
    TaskBranch.Widths widths = TaskBranch.Widths.PUBLISHED;
    return switch (kind) {
      case AMMFM -> {
        AmmfmSettings own =
            AmmfmSettings.PUBLISHED
                .with(widths, tasks)
                .with(settings.choice("interaction", AmmfmSettings.Interaction.ASYMMETRIC));
        boolean small = settings.has("width");
        yield new Learner(
            new AmmfmNetwork(
                build,
                own,
                Recipes.encoder(build, settings, own.dermoscopic()),
                small
                    ? Recipes.encoder(build, settings, own.clinical())
                    : ImageEncoder.registered(build, settings.text("clinical", own.clinical()))),
            own.loss(),
            PairedRecipes.ammfm(seed));
      }
      case PEMM -> {
        PemmSettings own = PemmSettings.PUBLISHED.with(widths, tasks);
        yield new Learner(
            new PemmNetwork(build, own, Recipes.encoder(build, settings, own.encoder())),
            own.loss(PemmSettings.CLINICAL_SHARE),
            PairedRecipes.pemm(seed));
      }
      case FUSION_M4NET -> {
        FusionM4Settings own =
            new FusionM4Settings(FusionM4Settings.PUBLISHED.backbone(), widths, tasks);
        yield new Learner(
            new FusionM4Network(
                build,
                own,
                Recipes.encoder(build, settings, own.backbone()),
                Recipes.encoder(build, settings, own.backbone())),
            own.loss(),
            PairedRecipes.fusionM4Net(seed));
      }
    };
  }

  @Override
  public MethodNetwork network(Build build, Settings settings, Task task) {
    List<Integer> tasks = task.labels().choices();
    Learner learner = learner(build, settings, tasks, new Seed(0));
    return new MethodNetwork() {
      @Override
      public Module module() {
        return learner.network();
      }

      @Override
      public Plan<?> plan(TrainingData data, Seed seed) {
        TrainingRecipe recipe = learner.recipe();
        var run = recipe.settings();
        var seeded =
            new TrainingSettings(
                run.phases(),
                run.rule(),
                run.clip(),
                run.groups(),
                run.averaging(),
                run.patience(),
                seed.at(2));
        return Plan.of(
            data.items(Part.TRAINING),
            settings.whole("batch", recipe.batch()),
            new PairedBatches(
                data.views(0, recipe.augmentation()), data.views(1, recipe.augmentation())),
            new PairedObjective(learner.network(), build.manager(), learner.loss()),
            Recipes.adapted(seeded, settings, RATE),
            seed);
      }

      @Override
      public Answers ask(NDManager manager, List<TrainingData.Question> questions) {
        BranchProbabilities branches =
            BranchProbabilities.of(
                learner
                    .network()
                    .predict(
                        MethodNetwork.pictures(manager, questions, 0),
                        MethodNetwork.pictures(manager, questions, 1)),
                new TaskColumns(tasks));
        return Answers.of(
            BranchAverage.mean(3)
                .of(new double[][][] {branches.derm(), branches.clin(), branches.fusion()}));
      }
    };
  }
}
