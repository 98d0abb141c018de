package org.vigil.models.run;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.vigil.models.dataset.Part;
import org.vigil.models.dataset.Pictures;
import org.vigil.models.evaluation.EvaluationReport;
import org.vigil.models.nn.Build;
import org.vigil.models.weights.ModuleWeights;

/** Measures a trained model again from its folder and the pictures alone. */
public final class ModelCheck {
  private final TrainedModel.Read read;

  public ModelCheck(Path folder) throws IOException {
    this.read = TrainedModel.read(folder);
  }

  /** What the folder says of itself. */
  public TrainedModel model() {
    return read.model();
  }

  /**
   * Reports by question (one with an empty name unless there are questions), on the test part of
   * the model's own data set.
   */
  public Map<String, EvaluationReport> reports(Pictures pictures, int bootstrap) {
    Method method = Methods.named(read.model().method());
    Settings settings = Settings.of(read.model().settings(), Methods.settings(method));
    TrainingData data =
        TrainingData.load(
            read.dataset().dataset(), pictures, method.view(settings), method.roles(), 0);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Task task = read.model().task();
      MethodNetwork network = method.network(new Build(manager, new Random(0)), settings, task);
      ModuleWeights.load(network.module(), read.weights());
      Scoring scoring = new Scoring(data, task.metadata(), manager);
      Scoring.Scored validation = scoring.of(network, Part.VALIDATION);
      Scoring.Scored test = scoring.of(network, Part.TEST);
      Map<String, EvaluationReport> reports = new TreeMap<>();
      for (String question : test.byQuestion().keySet()) {
        reports.put(
            question,
            ModelWriter.report(
                Map.of("model", method.word(), "data set manifest", read.model().dataset()),
                question,
                validation,
                test,
                read.model().thresholds(),
                data.unreadable(),
                bootstrap));
      }
      return reports;
    }
  }
}
