package org.vigil.models.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Brightness;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.Shift;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.Part;
import org.vigil.models.loss.BinaryCrossEntropy;
import org.vigil.models.loss.FocalZlpr;
import org.vigil.models.loss.Loss;
import org.vigil.models.loss.Reduction;
import org.vigil.models.loss.SigmoidFocal;
import org.vigil.models.loss.WeightedCrossEntropy;
import org.vigil.models.network.Network;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.schedule.Cosine;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Adam;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.PictureObjective;
import org.vigil.models.training.TrainingSettings;

/** A registered network with its own classifier: the plain rival of every method. */
final class ClassifierMethod implements Method {
  private static final int EPOCHS = 30;
  private static final int BATCH = 64;
  private static final double RATE = 1e-3;
  private static final double DECAY = 0.02;
  private static final double TEMPERATURE = 0.2; // of FZLPR

  /** What it learns by. */
  enum LossName {
    /** Cross-entropy for classes, binary cross-entropy for findings. */
    ENTROPY,
    /** Cross-entropy with the square root of inverse frequencies as weights. */
    WEIGHTED,
    /** Focal loss (Lin et al. 2017), gamma 2, alpha 0.25. */
    FOCAL,
    /** ZLPR (Su et al. 2022). */
    ZLPR,
    /** Focal ZLPR with tau 0.2. */
    FZLPR
  }

  @Override
  public String word() {
    return "classifier";
  }

  @Override
  public String about() {
    return "a registered network and a loss; classes or findings";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "loss", "entropy, weighted (classes), focal, zlpr, fzlpr (findings)",
        "upright", "yes where pictures have a top: no flips up and down");
  }

  @Override
  public View view(Settings settings) {
    return View.stretched(settings.whole("side", 224), Kernel.BICUBIC);
  }

  @Override
  public void requireFits(LabelScheme labels) {
    Recipes.requireClassesOrFindings(word(), labels);
  }

  private static Loss loss(Settings settings, Task task) {
    boolean classes = task.labels() instanceof LabelScheme.OneOf;
    LossName name = settings.choice("loss", LossName.ENTROPY);
    if (classes) {
      return switch (name) {
        case ENTROPY -> WeightedCrossEntropy.unweighted(task.outputs());
        case WEIGHTED -> new WeightedCrossEntropy(softened(task.classCounts()));
        case FOCAL, ZLPR, FZLPR -> throw new DatasetException(name + " is a loss of findings");
      };
    }
    return switch (name) {
      case ENTROPY -> new BinaryCrossEntropy();
      case FOCAL -> new SigmoidFocal(2, OptionalDouble.of(0.25), Reduction.MEAN);
      case ZLPR -> FocalZlpr.zlpr();
      case FZLPR -> new FocalZlpr(TEMPERATURE);
      case WEIGHTED -> throw new DatasetException("weighted is a loss of classes");
    };
  }

  /** Full weights make common classes vanish. */
  private static float[] softened(int[] counts) {
    float[] weights = WeightedCrossEntropy.inverseFrequency(counts);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.sqrt(weights[i]);
    }
    return weights;
  }

  @Override
  public MethodNetwork network(Build build, Settings settings, Task task) {
    Network network = Recipes.network(build, settings, "resnet18", task.outputs());
    Loss loss = loss(settings, task);
    return new MethodNetwork() {
      @Override
      public Module module() {
        return network;
      }

      @Override
      public Plan<?> plan(TrainingData data, Seed seed) {
        TrainingSettings run =
            TrainingSettings.of(
                EPOCHS,
                LearningRate.byEpoch(new Cosine(RATE, 0, EPOCHS)),
                Adam.adamW(DECAY),
                seed.at(2));
        boolean upright = settings.text("upright", "no").equals("yes");
        Augmentation views =
            new Augmentation(
                List.of(new Flip(0.5, upright ? 0 : 0.5), new Shift(0.07), new Brightness(0.15)),
                Border.REPEATED);
        return Plan.of(
            data.items(Part.TRAINING),
            settings.whole("batch", BATCH),
            data.views(0, views),
            new PictureObjective(network, build.manager(), loss),
            Recipes.adapted(run, settings, RATE),
            seed);
      }

      @Override
      public Answers ask(NDManager manager, List<TrainingData.Question> questions) {
        NDArray maps = network.features(MethodNetwork.pictures(manager, questions, 0));
        NDArray logits = network.head(maps);
        boolean classes = task.labels() instanceof LabelScheme.OneOf;
        NDArray scores = classes ? logits.softmax(1) : Activation.sigmoid(logits);
        return new Answers(
            MethodNetwork.rows(scores),
            Optional.of(MethodNetwork.rows(network.embedding(maps).normalize(2, 1))));
      }
    };
  }
}
