package org.vigil.models.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigil.models.golden.GoldenArray;
import org.vigil.models.golden.GoldenFile;

/** Every number of metrics.json; a section or a field without a check fails. */
class MetricsGoldenTest {
  private static final Map<String, Consumer<JsonNode>> SECTIONS =
      Map.of(
          "multilabel", MetricsGoldenTest::multiLabel,
          "singlelabel", MetricsGoldenTest::singleLabel,
          "calibration", MetricsGoldenTest::calibration,
          "retrieval", MetricsGoldenTest::retrieval);

  @TestFactory
  Stream<DynamicTest> everyCaseIsReproduced() {
    List<DynamicTest> tests = new ArrayList<>();
    SECTIONS.forEach(
        (section, check) -> {
          JsonNode cases = GoldenFile.read("metrics.json").get(section);
          assertFalse(cases.isEmpty());
          cases.forEach(
              node ->
                  tests.add(
                      dynamicTest(
                          section + ": " + node.get("name").asText(), () -> check.accept(node))));
        });
    return tests.stream();
  }

  @Test
  void everySectionHasACheck() {
    TreeSet<String> known = new TreeSet<>(SECTIONS.keySet());
    known.addAll(List.of("source", "retrieval_definition"));
    TreeSet<String> sections = new TreeSet<>();
    GoldenFile.read("metrics.json").fieldNames().forEachRemaining(sections::add);
    assertEquals(known, sections);
  }

  private static boolean[] flags(int[] numbers) {
    boolean[] flags = new boolean[numbers.length];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = numbers[i] == 1;
    }
    return flags;
  }

  private static void multiLabel(JsonNode node) {
    double[][] scores = GoldenArray.rows(node.get("scores"));
    boolean[][] present =
        Arrays.stream(GoldenArray.integerRows(node.get("targets")))
            .map(MetricsGoldenTest::flags)
            .toArray(boolean[][]::new);
    double[] thresholds = new double[scores[0].length];
    Arrays.fill(thresholds, node.get("threshold").asDouble());
    MultiLabelReport report = MultiLabelReport.of(scores, present, thresholds);
    Expected expected = new Expected(node).ignore("name", "note", "threshold", "targets", "scores");
    JsonNode labels = expected.take("per_class");
    assertEquals(labels.size(), report.labels().size());
    for (int i = 0; i < labels.size(); i++) {
      label(new Expected(labels.get(i)), report.labels().get(i));
    }
    expected
        .optional("macro_auc", report.macroAuc())
        .optional("map", report.meanAveragePrecision())
        .optional("map_rank", report.meanAveragePrecisionByRank())
        .number("CP", report.classPrecision())
        .number("CR", report.classRecall())
        .number("CF1", report.classF1())
        .number("CF1_of_means", report.classF1OfMeans())
        .number("OP", report.overall().precision())
        .number("OR", report.overall().recall())
        .number("OF1", report.overall().f1())
        .optional("micro_auc", report.microAuc())
        .number("subset_accuracy", report.subsetAccuracy())
        .number("hamming_accuracy", report.hammingAccuracy())
        .complete();
  }

  private static void label(Expected expected, LabelReport report) {
    Confusion confusion = report.confusion();
    expected
        .number("tp", confusion.truePositives())
        .number("fp", confusion.falsePositives())
        .number("fn", confusion.falseNegatives())
        .number("tn", confusion.trueNegatives())
        .number("precision", confusion.precision())
        .number("recall", confusion.recall())
        .number("f1", confusion.f1())
        .number("specificity", confusion.specificity().orElse(0))
        .number("npv", confusion.negativePredictiveValue().orElse(0))
        .optional("auc", report.auc())
        .optional("ap", report.averagePrecision())
        .optional("ap_rank", report.averagePrecisionByRank())
        .complete();
  }

  private static void singleLabel(JsonNode node) {
    int[] labels = GoldenArray.integers(node.get("labels"));
    SingleLabelReport report =
        SingleLabelReport.of(labels, GoldenArray.rows(node.get("probabilities")));
    Expected expected = new Expected(node).ignore("name", "note", "labels", "probabilities");
    assertArrayEquals(
        GoldenArray.numbers(expected.take("confusion")),
        Arrays.stream(report.matrix()).flatMapToLong(Arrays::stream).asDoubleStream().toArray());
    JsonNode classes = expected.take("per_class");
    for (int k = 0; k < classes.size(); k++) {
      oneClass(new Expected(classes.get(k)), report, k);
    }
    new Expected(expected.take("weighted"))
        .number("precision", report.weighted(Confusion::precision))
        .number("recall", report.weighted(Confusion::recall))
        .number("f1", report.weighted(Confusion::f1))
        .complete();
    expected
        .number("accuracy", report.accuracy())
        .number("balanced_accuracy", report.balancedAccuracy())
        .optional("kappa", report.kappa())
        .number("macro_precision", report.macro(Confusion::precision))
        .number("macro_recall", report.macro(Confusion::recall))
        .number("macro_f1", report.macro(Confusion::f1))
        .number("micro_precision", report.accuracy())
        .number("micro_recall", report.accuracy())
        .number("micro_f1", report.accuracy())
        .optional("macro_auc", report.macroAuc())
        .optional("map", report.meanAveragePrecision())
        .complete();
  }

  private static void oneClass(Expected expected, SingleLabelReport report, int k) {
    Confusion confusion = report.classes().get(k).confusion();
    expected
        .number("support", report.support(k))
        .optional("sensitivity", confusion.sensitivity())
        .optional("specificity", confusion.specificity())
        .optional("ppv", confusion.positivePredictiveValue())
        .optional("npv", confusion.negativePredictiveValue())
        .number("precision", confusion.precision())
        .number("recall", confusion.recall())
        .number("f1", confusion.f1())
        .optional("auc", report.classes().get(k).auc())
        .optional("ap", report.classes().get(k).averagePrecision())
        .complete();
  }

  private static void calibration(JsonNode node) {
    Expected expected = new Expected(node).ignore("name", "labels", "probabilities", "kind");
    int[] labels = GoldenArray.integers(node.get("labels"));
    Reliability reliability =
        switch (node.get("kind").asText()) {
          case "multiclass" -> {
            double[][] rows = GoldenArray.rows(node.get("probabilities"));
            double brier = ProperScores.brier(rows, labels);
            expected
                .number("brier", brier)
                .number("brier_mean_over_classes", brier / rows[0].length)
                .number("nll", ProperScores.negativeLogLikelihood(rows, labels));
            yield Reliability.ofClasses(rows, labels);
          }
          case "binary" -> {
            double[] probabilities = GoldenArray.numbers(node.get("probabilities"));
            expected.number("brier", ProperScores.brier(probabilities, flags(labels)));
            yield Reliability.ofFinding(probabilities, flags(labels));
          }
          default -> throw new AssertionError("unknown kind " + node.get("kind"));
        };
    expected.number("ece", reliability.expectedCalibrationError());
    bins(expected.take("bins"), reliability);
    expected.complete();
  }

  private static void bins(JsonNode node, Reliability reliability) {
    assertEquals(node.size(), reliability.bins().size());
    for (int i = 0; i < node.size(); i++) {
      Reliability.Bin bin = reliability.bins().get(i);
      double[] actual = {
        bin.count(), bin.confidence().orElse(Double.NaN), bin.accuracy().orElse(Double.NaN)
      };
      assertArrayEquals(GoldenArray.numbers(node.get(i)), actual, 1e-12);
    }
  }

  private static void retrieval(JsonNode node) {
    double[][] queries = GoldenArray.rows(node.get("queries"));
    double[][] gallery = GoldenArray.rows(node.get("gallery"));
    int[] labels = GoldenArray.integers(node.get("query_labels"));
    int[] galleryLabels = GoldenArray.integers(node.get("gallery_labels"));
    RetrievalReport report =
        node.get("exclude_self").asBoolean()
            ? RetrievalReport.leaveOneOut(gallery, galleryLabels)
            : RetrievalReport.of(queries, labels, gallery, galleryLabels);
    int[] ks = GoldenArray.integers(node.get("ks"));
    Expected expected =
        new Expected(node)
            .ignore("name", "note", "queries", "query_labels", "gallery", "gallery_labels")
            .ignore("ks", "exclude_self");
    JsonNode each = expected.take("per_query");
    assertEquals(each.size(), report.queries().size());
    for (int i = 0; i < each.size(); i++) {
      query(each.get(i), report.queries().get(i), ks);
    }
    Expected means = new Expected(expected.take("mean"));
    for (int k : ks) {
      means(new Expected(means.take("" + k)), report, k);
    }
    means.complete();
    expected
        .take("per_class")
        .fields()
        .forEachRemaining(
            entry ->
                perClass(entry.getValue(), report.ofLabel(Integer.parseInt(entry.getKey())), ks));
    expected.optional("map", report.meanAveragePrecision()).complete();
  }

  private static void query(JsonNode node, RankedQuery query, int[] ks) {
    Expected expected = new Expected(node);
    assertArrayEquals(GoldenArray.integers(expected.take("ranking")), query.ranking());
    OptionalDouble first =
        query.firstRelevant().isPresent()
            ? OptionalDouble.of(query.firstRelevant().getAsInt())
            : OptionalDouble.empty();
    expected
        .number("relevant", query.relevantCases())
        .optional("ap", query.averagePrecision())
        .optional("first_relevant", first);
    for (int k : ks) {
      new Expected(expected.take("" + k))
          .number("precision", query.precision(k))
          .number("hit", query.hit(k))
          .optional("recall", query.recall(k))
          .number("f1_hit", query.f1OfHit(k))
          .optional("f1_recall", query.f1OfRecall(k))
          .optional("ap_at_k", query.averagePrecision(k))
          .complete();
    }
    expected.complete();
  }

  private static void means(Expected expected, RetrievalReport report, int k) {
    expected
        .number("precision", report.precision(k))
        .number("hit_rate", report.hitRate(k))
        .optional("recall", report.recall(k))
        .number("f1_hit", report.f1OfHit(k))
        .optional("f1_recall", report.f1OfRecall(k))
        .number(
            "f1_of_mean_precision_and_hit_rate",
            Scores.harmonic(report.precision(k), report.hitRate(k)))
        .optional("map_at_k", report.meanAveragePrecision(k))
        .complete();
  }

  private static void perClass(JsonNode node, RetrievalReport report, int[] ks) {
    Expected expected = new Expected(node);
    for (int k : ks) {
      new Expected(expected.take("" + k))
          .number("precision", report.precision(k))
          .number("hit_rate", report.hitRate(k))
          .number("f1_hit", report.f1OfHit(k))
          .complete();
    }
    expected.complete();
  }

  /** The published F1@2 is the mean of the queries' F1, not the F1 of the means. */
  @Test
  void thePublishedRetrievalMeasureIsOurs() {
    JsonNode node = GoldenFile.read("metrics.json").get("retrieval_definition");
    List<RankedQuery> queries = new ArrayList<>();
    for (int i = 0; i < node.get("queries").asInt(); i++) {
      boolean first = i < 92; // 87 queries with two relevant, 5 with one, 8 with none
      queries.add(new RankedQuery(0, new int[] {0, 1}, new boolean[] {first, i < 87}));
    }
    RetrievalReport report = new RetrievalReport(queries);
    assertEquals(node.get("precision_from_counts").asDouble(), report.precision(2), 1e-12);
    assertEquals(node.get("hit_rate_from_counts").asDouble(), report.hitRate(2), 1e-12);
    assertEquals(node.get("mean_per_query_f1").asDouble(), report.f1OfHit(2), 1e-12);
    assertEquals(node.get("f1").asDouble(), report.f1OfHit(2), 5e-5);
    double ofMeans = Scores.harmonic(report.precision(2), report.hitRate(2));
    assertEquals(node.get("f1_of_means").asDouble(), ofMeans, 1e-12);
    assertTrue(Math.abs(ofMeans - node.get("f1").asDouble()) > 1e-3);
  }
}
