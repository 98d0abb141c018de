package org.vigil.models.cli;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.Part;
import org.vigil.models.dataset.Pictures;
import org.vigil.models.evaluation.BundleScores;
import org.vigil.models.evaluation.EvaluationReport;
import org.vigil.models.evaluation.Evaluator;
import org.vigil.models.evaluation.ReportFiles;
import org.vigil.models.metric.Bootstrap;
import org.vigil.models.run.ModelCheck;
import org.vigil.models.run.TrainedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a bundle on a data set, from the files alone. */
@Command(
    name = "evaluate",
    description = {
      "Measures a bundle on a part of a data set and writes report.json, report.md and report.html.",
      "With --check it compares what it finds with what the bundle states of itself."
    },
    mixinStandardHelpOptions = true)
final class EvaluateBundle implements Callable<Integer> {
  private static final double SAME = 1e-6;

  @Parameters(index = "0", paramLabel = "BUNDLE", description = "the bundle's folder")
  private Path folder;

  @Mixin private DatasetOptions data;

  @Option(names = "--part", description = "training, validation or test", defaultValue = "test")
  private String part;

  @Option(names = "--against", description = "another bundle's folder, compared on the same cases")
  private Optional<Path> against = Optional.empty();

  @Option(names = "--out", description = "folder for the report", defaultValue = "evaluation")
  private Path out;

  @Option(names = "--bootstrap", description = "samples of the intervals", defaultValue = "1000")
  private int samples;

  @Option(names = "--check", description = "exit status 1 unless the bundle's own numbers come out")
  private boolean check;

  @Override
  public Integer call() throws Exception {
    return Files.exists(folder.resolve(TrainedModel.MODEL)) ? trained() : bundle();
  }

  /** A model of {@code vigil train} brings its own data set manifest; the pictures are needed. */
  private int trained() throws IOException {
    ModelCheck model = new ModelCheck(folder);
    Map<String, Double> found = new TreeMap<>();
    for (Map.Entry<String, EvaluationReport> entry :
        model.reports(data.pictures(), samples).entrySet()) {
      String question = entry.getKey();
      ReportFiles.write(entry.getValue(), question.isEmpty() ? out : out.resolve(question));
      found.putAll(entry.getValue().metrics(question.isEmpty() ? "test" : "test." + question));
    }
    System.out.println("report: " + out);
    return check ? compare(model.model().metrics(), found) : 0;
  }

  private int bundle() throws IOException {
    Bundle bundle = Bundle.read(BundleFiles.in(folder));
    Dataset dataset = data.read();
    Part wanted = Part.of(part).orElseThrow(() -> new DatasetException("no part '" + part + "'"));
    Scored test = scored(bundle, dataset, wanted);
    Scored validation = scored(bundle, dataset, Part.VALIDATION);
    Evaluator.Material material =
        new Evaluator.Material(
            validation.scores().cases(),
            test.scores().cases(),
            test.thresholds(),
            Optional.of(test.scores().embeddings()));
    Optional<Evaluator.Other> other =
        against.map(path -> Bundle.read(BundleFiles.in(path))).map(b -> other(b, dataset, wanted));
    EvaluationReport report =
        new Evaluator(new Bootstrap(samples, Evaluator.PLAIN.bootstrap().seed()))
            .evaluate(about(bundle, dataset), material, test.scores().unreadable(), other);
    ReportFiles.write(report, out);
    System.out.println("report: " + out.resolve(ReportFiles.MARKDOWN));
    report.overall().forEach((name, value) -> System.out.println(name + " " + value));
    return check ? compare(bundle.manifest().metrics(), report.metrics(part)) : 0;
  }

  private record Scored(BundleScores scores, double[] thresholds) {}

  private Scored scored(Bundle bundle, Dataset dataset, Part wanted) {
    Pictures pictures = data.pictures();
    List<Item> items = dataset.part(wanted);
    BundleScores scores = BundleScores.of(bundle, dataset, items, pictures, Device.cpu());
    Map<String, Double> points = new TreeMap<>();
    bundle.manifest().thresholds().points().forEach(point -> points.putAll(point.values()));
    return new Scored(scores, scores.cases().outputs().stream().mapToDouble(points::get).toArray());
  }

  private Evaluator.Other other(Bundle bundle, Dataset dataset, Part wanted) {
    Scored scored = scored(bundle, dataset, wanted);
    String name = bundle.manifest().slot() + " " + bundle.manifest().version();
    return new Evaluator.Other(name, scored.scores().cases(), scored.thresholds());
  }

  private Map<String, String> about(Bundle bundle, Dataset dataset) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("bundle", bundle.manifest().slot() + " " + bundle.manifest().version());
    about.put("bundle digest", bundle.digest().hex());
    about.put("data set", dataset.name());
    about.put("licence of the data", dataset.terms().licence());
    dataset.sources().forEach((name, digest) -> about.put("sha256 of " + name, digest));
    about.put("split", data.split());
    about.put("part", part);
    about.put("bootstrap samples", Integer.toString(samples));
    return about;
  }

  private static int compare(Map<String, Double> said, Map<String, Double> found) {
    int compared = 0;
    int different = 0;
    for (Map.Entry<String, Double> stated : said.entrySet()) {
      Double value = found.get(stated.getKey());
      if (value != null) {
        compared++;
        if (Math.abs(value - stated.getValue()) > SAME) {
          different++;
          System.out.printf(
              Locale.ROOT,
              "%s: the bundle states %.6f, found %.6f%n",
              stated.getKey(),
              stated.getValue(),
              value);
        }
      }
    }
    System.out.println(compared + " stated numbers compared, " + different + " differ");
    return compared > 0 && different == 0 ? 0 : 1;
  }
}
