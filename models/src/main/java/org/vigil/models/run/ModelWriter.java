package org.vigil.models.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.vigil.models.dataset.DatasetManifest;
import org.vigil.models.dataset.Part;
import org.vigil.models.evaluation.EvaluationReport;
import org.vigil.models.evaluation.Evaluator;
import org.vigil.models.evaluation.ReportFiles;
import org.vigil.models.evaluation.ScoredCases;
import org.vigil.models.metric.Bootstrap;
import org.vigil.models.training.OperatingPoints;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Safetensors;

/** Evaluates a trained network and writes everything that is known about it. */
final class ModelWriter {
  private static final double SENSITIVITY = 0.9;
  private static final double UNDECIDED = 0.5; // where no validation item has the output

  private final MethodRun.Request request;
  private final Task task;
  private final DatasetManifest manifest;
  private final TrainingData data;

  ModelWriter(MethodRun.Request request, Task task, DatasetManifest manifest, TrainingData data) {
    this.request = request;
    this.task = task;
    this.manifest = manifest;
    this.data = data;
  }

  TrainedModel write(MethodNetwork network, Scoring scoring) throws IOException {
    Scoring.Scored validation = scoring.of(network, Part.VALIDATION);
    Scoring.Scored test = scoring.of(network, Part.TEST);
    Map<String, double[]> thresholds = new TreeMap<>();
    validation
        .byQuestion()
        .forEach((question, cases) -> thresholds.put(question, thresholds(cases)));
    Map<String, byte[]> files = new LinkedHashMap<>();
    Map<String, Double> metrics = new TreeMap<>();
    for (String question : test.byQuestion().keySet()) {
      EvaluationReport report =
          report(
              about(question),
              question,
              validation,
              test,
              thresholds,
              data.unreadable(),
              request.bootstrap());
      String prefix = question.isEmpty() ? "" : question + ".";
      files.put(prefix + ReportFiles.JSON, ReportFiles.json(report));
      files.put(prefix + ReportFiles.MARKDOWN, utf8(ReportFiles.markdown(report)));
      files.put(prefix + ReportFiles.HTML, utf8(ReportFiles.html(report)));
      metrics.putAll(report.metrics(question.isEmpty() ? "test" : "test." + question));
    }
    files.put(TrainedModel.WEIGHTS, Safetensors.write(ModuleWeights.save(network.module())));
    files.put(TrainedModel.DATASET, manifest.bytes());
    TrainedModel model =
        new TrainedModel(
            1,
            request.method().word(),
            request.settings().values(),
            task,
            request.seed(),
            manifest.digest().hex(),
            thresholds,
            metrics,
            request.command(),
            request.code(),
            Map.of());
    files.put("model-card.md", utf8(card(metrics)));
    model.write(request.out(), files);
    return model;
  }

  static EvaluationReport report(
      Map<String, String> about,
      String question,
      Scoring.Scored validation,
      Scoring.Scored test,
      Map<String, double[]> thresholds,
      List<String> unreadable,
      int bootstrap) {
    Evaluator.Material material =
        new Evaluator.Material(
            validation.byQuestion().get(question),
            test.byQuestion().get(question),
            thresholds.get(question),
            test.embeddings());
    return new Evaluator(new Bootstrap(bootstrap, Evaluator.PLAIN.bootstrap().seed()))
        .evaluate(about, material, unreadable, Optional.empty());
  }

  /** The highest that find nine tenths of the validation items. */
  private static double[] thresholds(ScoredCases cases) {
    return IntStream.range(0, cases.outputs().size())
        .mapToDouble(
            output -> {
              boolean[] present = cases.present(output);
              return IntStream.range(0, present.length).anyMatch(i -> present[i])
                  ? OperatingPoints.forSensitivity(cases.scores(output), present, SENSITIVITY)
                  : UNDECIDED;
            })
        .toArray();
  }

  private Map<String, String> about(String question) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("method", request.method().word());
    about.put("settings", request.settings().values().toString());
    if (!question.isEmpty()) {
      about.put("question", question);
    }
    about.put("data set", manifest.dataset().name());
    about.put("data set manifest", manifest.digest().hex());
    about.put("split", manifest.split());
    about.put("part", "test");
    about.put("seed", Long.toString(request.seed()));
    return about;
  }

  private String card(Map<String, Double> metrics) {
    StringBuilder card = new StringBuilder();
    card.append("**Research model, not for clinical use.** Training data: ")
        .append(manifest.dataset().terms().licence())
        .append(".\n\n# ")
        .append(request.method().word())
        .append(" on ")
        .append(manifest.dataset().name())
        .append("\n\n- Method: ")
        .append(request.method().about())
        .append("\n- Settings that differ from the paper's: ")
        .append(request.settings().values())
        .append("\n- Data: ")
        .append(manifest.dataset().terms().citation())
        .append("; split: ")
        .append(manifest.split());
    for (Part part : Part.values()) {
      card.append("\n- ")
          .append(part.name().toLowerCase(Locale.ROOT))
          .append(": ")
          .append(data.items(part).size())
          .append(" items");
    }
    card.append("\n- Left out because they could not be read: ").append(data.unreadable().size());
    card.append("\n- Command: `").append(request.command()).append("`\n- Seed: ");
    card.append(request.seed())
        .append("\n\nWeights of the epoch that was best on validation items;");
    card.append(" nothing was chosen by the test part.\n\n| test part | value |\n|---|---|\n");
    metrics.forEach(
        (name, value) -> card.append(String.format(Locale.ROOT, "| %s | %.4f |%n", name, value)));
    return card.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
