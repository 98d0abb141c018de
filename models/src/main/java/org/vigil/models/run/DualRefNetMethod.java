package org.vigil.models.run;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.Part;
import org.vigil.models.loss.DualRefLoss;
import org.vigil.models.method.dualrefnet.DualRefNet;
import org.vigil.models.method.dualrefnet.DualRefNetBatches;
import org.vigil.models.method.dualrefnet.DualRefNetConfiguration;
import org.vigil.models.method.dualrefnet.DualRefNetConfiguration.MetadataWeighting;
import org.vigil.models.method.dualrefnet.DualRefNetObjective;
import org.vigil.models.method.dualrefnet.DualRefNetTraining;
import org.vigil.models.network.Network;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Clahe;
import org.vigil.models.preprocess.Framing;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.preprocess.LightnessEqualisation;
import org.vigil.models.preprocess.Normalisation;
import org.vigil.models.preprocess.Recipe;
import org.vigil.models.preprocess.ShadesOfGrey;
import org.vigil.models.seed.Seed;

/** DualRefNet (Khurshid, Singh, Vatsa 2025): pictures and metadata, with super-resolution. */
final class DualRefNetMethod implements Method {

  @Override
  public String word() {
    return "dualrefnet";
  }

  @Override
  public String about() {
    return "DualRefNet (Khurshid et al. 2025); classes, metadata";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "recipe", "pad-ufes-20 or isic-2019: rate, decay, patience, lambda",
        "lambda", "of the class-frequency regularisation; 0 without",
        "latent", "width before the classifier; 256",
        "decoder", "channels of the decoder's first doubling; 256",
        "weighting", "equal or dynamic metadata");
  }

  @Override
  public boolean readsMetadata() {
    return true;
  }

  @Override
  public View view(Settings settings) {
    int side = settings.whole("side", 224);
    Recipe recipe =
        new Recipe(
            Optional.of(new ShadesOfGrey(6)),
            Optional.of(new LightnessEqualisation(new Clahe(2, 8, 8))),
            new Framing.Stretched(side, side),
            Kernel.BILINEAR,
            Normalisation.IMAGENET);
    return View.of(recipe, side);
  }

  @Override
  public void requireFits(LabelScheme labels) {
    Recipes.requireClasses(word(), labels);
  }

  private static DualRefNetTraining training(Settings settings) {
    DualRefNetTraining published =
        switch (settings.text("recipe", "isic-2019")) {
          case "isic-2019" -> DualRefNetTraining.ISIC_2019;
          case "pad-ufes-20" -> DualRefNetTraining.PAD_UFES_20;
          default -> throw new DatasetException("recipe is pad-ufes-20 or isic-2019");
        };
    return new DualRefNetTraining(
        settings.number("lambda", published.lambda()),
        published.learningRate(),
        published.rule(),
        published.patience(),
        published.epochs(),
        settings.whole("batch", published.batch()),
        published.augmentation());
  }

  /** Each doubling has half the channels; as many doublings as bring the maps to twice the side. */
  private static List<Integer> decoder(Settings settings, int mapSide) {
    int doublings = Integer.numberOfTrailingZeros(2 * settings.whole("side", 224) / mapSide);
    List<Integer> widths = new ArrayList<>();
    int width = settings.whole("decoder", 256);
    for (int i = 0; i < doublings - 1; i++) {
      widths.add(Math.max(4, width >> i));
    }
    return widths;
  }

  @Override
  public MethodNetwork network(Build build, Settings settings, Task task) {
    DualRefNetTraining training = training(settings);
    Network backbone = Recipes.backbone(build, settings, "densenet121");
    int side = settings.whole("side", 224);
    int shrink = settings.text("small-images", "no").equals("yes") ? 8 : 32;
    DualRefNetConfiguration configuration =
        new DualRefNetConfiguration(
            settings.text("backbone", "densenet121"),
            task.metadata().width(),
            List.of(64, 128, 256, 512),
            settings.choice("weighting", MetadataWeighting.EQUAL),
            task.outputs(),
            settings.whole("latent", 256),
            decoder(settings, (side + shrink - 1) / shrink),
            Kernel.BICUBIC,
            training);
    DualRefNet network = new DualRefNet(build, configuration, backbone);
    DualRefLoss loss = configuration.loss(task.classCounts());
    return new MethodNetwork() {
      @Override
      public Module module() {
        return network;
      }

      @Override
      public Plan<?> plan(TrainingData data, Seed seed) {
        return Plan.of(
            data.items(Part.TRAINING),
            training.batch(),
            new DualRefNetBatches(
                data.views(0, training.augmentation()),
                data.metadata(Part.TRAINING, task.metadata()),
                configuration.target()),
            new DualRefNetObjective(network, build.manager(), loss),
            Recipes.adapted(training.settings(seed.at(2)), settings, training.learningRate()),
            seed);
      }

      @Override
      public Answers ask(NDManager manager, List<TrainingData.Question> questions) {
        return Answers.of(
            MethodNetwork.rows(
                network
                    .classify(
                        MethodNetwork.pictures(manager, questions, 0),
                        MethodNetwork.metadata(manager, questions))
                    .softmax(1)));
      }
    };
  }
}
