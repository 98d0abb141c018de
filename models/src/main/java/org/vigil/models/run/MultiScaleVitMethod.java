package org.vigil.models.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.Part;
import org.vigil.models.loss.LossWeights;
import org.vigil.models.method.multiscalevit.MultiScaleVit;
import org.vigil.models.method.multiscalevit.MultiScaleVitBatches;
import org.vigil.models.method.multiscalevit.MultiScaleVitConfiguration;
import org.vigil.models.method.multiscalevit.MultiScaleVitConfiguration.Encoder;
import org.vigil.models.method.multiscalevit.MultiScaleVitConfiguration.Labels;
import org.vigil.models.method.multiscalevit.MultiScaleVitObjective;
import org.vigil.models.method.multiscalevit.MultiScaleVitTraining;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Framing;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.preprocess.Recipe;
import org.vigil.models.sampling.BatchPlan;
import org.vigil.models.sampling.ParallelBatches;
import org.vigil.models.schedule.Cosine;
import org.vigil.models.schedule.MultiLossSchedule;
import org.vigil.models.seed.Seed;

/** The multi-scale ViT with dynamic multi-loss (Alqahtani et al. 2025). */
final class MultiScaleVitMethod implements Method {
  private static final int PHASES = 3;
  private static final double RATE = 4e-4;

  @Override
  public String word() {
    return "multi-scale-vit";
  }

  @Override
  public String about() {
    return "multi-scale ViT with dynamic multi-loss (Alqahtani et al. 2025); classes or findings";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "patch", "side of a patch, pixels; 16",
        "tokens", "width of a token; 768",
        "depth", "layers; 12",
        "heads", "of the attention; 12",
        "embedding", "width of the vector for retrieval; 512",
        "losses", "dynamic (as published) or entropy (classification alone)");
  }

  @Override
  public View view(Settings settings) {
    int side = settings.whole("side", 224);
    return View.of(new Recipe(new Framing.Letterboxed(side), Kernel.BILINEAR), side);
  }

  @Override
  public void requireFits(LabelScheme labels) {
    Recipes.requireClassesOrFindings(word(), labels);
  }

  private static MultiScaleVitConfiguration configuration(Settings settings, Task task) {
    int tokens = settings.whole("tokens", 768);
    Encoder encoder =
        new Encoder(
            tokens, settings.whole("depth", 12), settings.whole("heads", 12), 4 * tokens, 0.1);
    MultiScaleVitConfiguration plain =
        MultiScaleVitConfiguration.of(task.outputs(), encoder, settings.whole("embedding", 512));
    return new MultiScaleVitConfiguration(
        plain.classes(),
        task.labels() instanceof LabelScheme.OneOf ? Labels.ONE : Labels.ANY,
        settings.whole("patch", plain.patch()),
        plain.encoder(),
        plain.embedding(),
        plain.metric(),
        training(settings));
  }

  /** Another length keeps the three phases of the losses, a third each. */
  private static MultiScaleVitTraining training(Settings settings) {
    MultiScaleVitTraining published = MultiScaleVitTraining.PUBLISHED;
    int epochs = settings.whole("epochs", published.epochs());
    MultiLossSchedule weights =
        switch (settings.text("losses", "dynamic")) {
          case "dynamic" ->
              new MultiLossSchedule(
                  published.weights().phases(), Math.max(1, (epochs + PHASES - 1) / PHASES));
          case "entropy" -> new MultiLossSchedule(List.of(new LossWeights(1, 0, 0)), epochs);
          default -> throw new DatasetException("losses is dynamic or entropy");
        };
    var rate =
        settings.has("epochs")
            ? new Cosine(settings.number("rate", RATE), 0, epochs)
            : published.rate();
    return published.with(epochs, rate, weights);
  }

  @Override
  public MethodNetwork network(Build build, Settings settings, Task task) {
    MultiScaleVitConfiguration configuration = configuration(settings, task);
    MultiScaleVit network = new MultiScaleVit(build, configuration);
    return new MethodNetwork() {
      @Override
      public Module module() {
        return network;
      }

      @Override
      public Plan<?> plan(TrainingData data, Seed seed) {
        MultiScaleVitTraining training = configuration.training();
        BatchPlan order =
            Plan.order(
                data.items(Part.TRAINING).size(), settings.whole("batch", training.batch()), seed);
        ParallelBatches<PictureBatch> pictures =
            Plan.parallel(order, data.views(0, training.augmentation()), seed);
        return new Plan<>(
            order,
            new MultiScaleVitBatches(pictures),
            pictures,
            new MultiScaleVitObjective(network, configuration, build.manager(), Optional.empty()),
            Recipes.adapted(training.settings(seed.at(2)), settings, RATE),
            data.items(Part.TRAINING));
      }

      @Override
      public Answers ask(NDManager manager, List<TrainingData.Question> questions) {
        var outputs = network.outputs(MethodNetwork.pictures(manager, questions, 0));
        NDArray scores =
            configuration.labels() == Labels.ONE
                ? outputs.logits().softmax(1)
                : Activation.sigmoid(outputs.logits());
        return new Answers(
            MethodNetwork.rows(scores), Optional.of(MethodNetwork.rows(outputs.embedding())));
      }
    };
  }
}
