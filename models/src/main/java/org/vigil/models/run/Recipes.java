package org.vigil.models.run;

import java.util.List;
import java.util.Map;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.method.paired.ImageEncoder;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.schedule.Cosine;
import org.vigil.models.training.Averaging;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.Phase;
import org.vigil.models.training.TrainingSettings;

/** What the methods' recipes share: how a shorter or smaller run is made of the published one. */
final class Recipes {
  /** Settings of every method. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "epochs", "another length; the rate then falls by half a cosine to 0",
          "rate", "another first learning rate, together with epochs",
          "batch", "items per step",
          "patience", "epochs without gain before it stops",
          "side", "side of the input, pixels",
          "backbone", "another image network, by torchvision's name",
          "width", "channels of a ResNet's first stage; 0 as published",
          "small-images", "yes for a ResNet whose stem keeps the resolution (28 pixels)");

  /** The attentions between pictures read an eighth of the channels. */
  private static final int NARROWEST = 8;

  private Recipes() {}

  /** The published run, or one of another length. */
  static TrainingSettings adapted(TrainingSettings published, Settings settings, double rate) {
    TrainingSettings run = published;
    if (settings.has("epochs")) {
      int epochs = settings.whole("epochs", published.epochs());
      LearningRate falling =
          LearningRate.byEpoch(new Cosine(settings.number("rate", rate), 0, epochs));
      run = run.withPhases(List.of(Phase.of(epochs, falling))).withAveraging(new Averaging.None());
    } else if (settings.has("rate")) {
      throw new DatasetException("the setting rate needs epochs, too");
    }
    return settings.has("patience") ? run.withPatience(settings.whole("patience", 1)) : run;
  }

  /** A backbone in its published form or smaller. */
  static Network backbone(Build build, Settings settings, String published) {
    return network(build, settings, published, 1);
  }

  /** The network that the settings name, or the published one, with so many outputs. */
  static Network network(Build build, Settings settings, String published, int outputs) {
    NetworkOptions options =
        new NetworkOptions(
            outputs,
            3,
            settings.whole("width", 0),
            settings.text("small-images", "no").equals("yes"));
    try {
      return Networks.create(settings.text("backbone", published), build, options);
    } catch (IllegalArgumentException e) {
      throw new DatasetException(e.getMessage(), e);
    }
  }

  /** A backbone that runs stage by stage. */
  static ImageEncoder encoder(Build build, Settings settings, String published) {
    String name = settings.text("backbone", published);
    Network network = backbone(build, settings, published);
    List<Integer> widths = Networks.specification(name).stageWidths();
    int width = settings.whole("width", 0);
    List<Integer> own =
        width == 0
            ? widths
            : widths.stream().map(w -> w * network.featureWidth() / widths.getLast()).toList();
    if (own.getFirst() < NARROWEST) {
      throw new DatasetException("width " + width + "; attention needs " + NARROWEST + " at least");
    }
    return new ImageEncoder(network, own);
  }

  static void requireClassesOrFindings(String method, LabelScheme labels) {
    if (labels instanceof LabelScheme.Questions) {
      throw new DatasetException(method + " needs classes or findings, not questions");
    }
  }

  static void requireClasses(String method, LabelScheme labels) {
    if (!(labels instanceof LabelScheme.OneOf)) {
      throw new DatasetException(method + " needs items of one class each");
    }
  }

  static void requireFindings(String method, LabelScheme labels) {
    if (!(labels instanceof LabelScheme.AnyOf)) {
      throw new DatasetException(method + " needs items of any number of findings");
    }
  }
}
