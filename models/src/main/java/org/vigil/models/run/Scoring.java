package org.vigil.models.run;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.MetadataEncoding;
import org.vigil.models.dataset.Part;
import org.vigil.models.evaluation.ScoredCases;
import org.vigil.models.evaluation.ScoredCases.Kind;
import org.vigil.models.evaluation.Strata;
import org.vigil.models.metric.Auc;
import org.vigil.models.metric.SingleLabelReport;
import org.vigil.models.nn.NoGradients;

/** Asks a network about a part of a data set. */
final class Scoring {
  private static final int BATCH = 32;
  private static final String WHOLE = "";

  private final TrainingData data;
  private final MetadataEncoding encoding;
  private final NDManager manager;

  Scoring(TrainingData data, MetadataEncoding encoding, NDManager manager) {
    this.data = data;
    this.encoding = encoding;
    this.manager = manager;
  }

  /**
   * @param byQuestion scores and truth; one entry with an empty name unless there are questions
   * @param embeddings where the network has them
   */
  record Scored(Map<String, ScoredCases> byQuestion, Optional<double[][]> embeddings) {

    /** What a run is judged by; larger is better. */
    double value(Criterion criterion) {
      return byQuestion.values().stream().mapToDouble(c -> value(c, criterion)).average().orElse(0);
    }

    private static double value(ScoredCases cases, Criterion criterion) {
      return switch (criterion) {
        case MACRO_AUC ->
            IntStream.range(0, cases.outputs().size())
                .mapToObj(o -> Auc.of(cases.scores(o), cases.present(o)))
                .flatMapToDouble(OptionalDouble::stream)
                .average()
                .orElse(Double.NaN);
        case BALANCED_ACCURACY ->
            SingleLabelReport.of(cases.labels(), cases.scores()).balancedAccuracy();
        case ACCURACY -> SingleLabelReport.of(cases.labels(), cases.scores()).accuracy();
      };
    }
  }

  /** What a run is judged by on validation items. */
  enum Criterion {
    MACRO_AUC,
    BALANCED_ACCURACY,
    ACCURACY;

    /** As the papers judge: JIF-MMFA by balanced accuracy, the paired methods by accuracy. */
    static Criterion of(Method method, LabelScheme labels) {
      if (labels instanceof LabelScheme.Questions) {
        return ACCURACY;
      }
      return method instanceof JifMethod ? BALANCED_ACCURACY : MACRO_AUC;
    }
  }

  Scored of(MethodNetwork network, Part part) {
    List<TrainingData.Question> questions = data.questions(part, encoding);
    List<double[]> scores = new ArrayList<>();
    List<double[]> embeddings = new ArrayList<>();
    for (int from = 0; from < questions.size(); from += BATCH) {
      List<TrainingData.Question> some =
          questions.subList(from, Math.min(questions.size(), from + BATCH));
      MethodNetwork.Answers answers = NoGradients.run(() -> network.ask(manager, some));
      scores.addAll(Arrays.asList(answers.scores()));
      answers.embeddings().ifPresent(rows -> embeddings.addAll(Arrays.asList(rows)));
    }
    return new Scored(
        cases(data.items(part), scores),
        embeddings.isEmpty() ? Optional.empty() : Optional.of(embeddings.toArray(double[][]::new)));
  }

  private Map<String, ScoredCases> cases(List<Item> items, List<double[]> scores) {
    LabelScheme labels = data.dataset().labels();
    return switch (labels) {
      case LabelScheme.OneOf one ->
          Map.of(WHOLE, cases(items, scores, 0, one.classes(), Kind.EXCLUSIVE));
      case LabelScheme.AnyOf any ->
          Map.of(WHOLE, cases(items, scores, 0, any.findings(), Kind.INDEPENDENT));
      case LabelScheme.Questions several -> {
        Map<String, ScoredCases> all = new LinkedHashMap<>();
        int from = 0;
        for (LabelScheme.Question question : several.questions()) {
          all.put(question.name(), cases(items, scores, from, question.answers(), Kind.EXCLUSIVE));
          from += question.answers().size();
        }
        yield all;
      }
    };
  }

  private ScoredCases cases(
      List<Item> items, List<double[]> scores, int from, List<String> outputs, Kind kind) {
    int to = from + outputs.size();
    LabelScheme labels = data.dataset().labels();
    return new ScoredCases(
        outputs,
        kind,
        scores.stream().map(row -> Arrays.copyOfRange(row, from, to)).toArray(double[][]::new),
        items.stream()
            .map(item -> truth(labels.target(item.labels()), from, to))
            .toArray(boolean[][]::new),
        items.stream().map(item -> Strata.of(item, data.dataset().fields())).toList());
  }

  private static boolean[] truth(float[] target, int from, int to) {
    boolean[] truth = new boolean[to - from];
    for (int i = from; i < to; i++) {
      truth[i - from] = target[i] > 0;
    }
    return truth;
  }
}
