package org.vigil.models.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well similar cases are found (multi-scale ViT, Tables 4 and 5): cases ranked by ascending
 * Euclidean distance, ties in the gallery's order, relevant when the label is the query's.
 *
 * @param queries in the order given
 */
public record RetrievalReport(List<RankedQuery> queries) {

  /**
   * @param queries [query][dimension]
   * @param gallery [case][dimension]
   */
  public static RetrievalReport of(
      double[][] queries, int[] queryLabels, double[][] gallery, int[] galleryLabels) {
    return ranked(queries, queryLabels, gallery, galleryLabels, false);
  }

  /** Every case is asked for among all the others. */
  public static RetrievalReport leaveOneOut(double[][] cases, int[] labels) {
    return ranked(cases, labels, cases, labels, true);
  }

  private static RetrievalReport ranked(
      double[][] queries,
      int[] queryLabels,
      double[][] gallery,
      int[] galleryLabels,
      boolean withoutItself) {
    List<RankedQuery> ranked = new ArrayList<>(queries.length);
    for (int i = 0; i < queries.length; i++) {
      int self = withoutItself ? i : -1;
      int[] ranking =
          IntStream.of(ranking(queries[i], gallery)).filter(index -> index != self).toArray();
      boolean[] relevant = new boolean[ranking.length];
      for (int rank = 0; rank < ranking.length; rank++) {
        relevant[rank] = galleryLabels[ranking[rank]] == queryLabels[i];
      }
      ranked.add(new RankedQuery(queryLabels[i], ranking, relevant));
    }
    return new RetrievalReport(List.copyOf(ranked));
  }

  private static int[] ranking(double[] query, double[][] gallery) {
    double[] nearness = new double[gallery.length];
    for (int i = 0; i < gallery.length; i++) {
      double squares = 0;
      for (int d = 0; d < query.length; d++) {
        double difference = query[d] - gallery[i][d];
        squares += difference * difference;
      }
      nearness[i] = -Math.sqrt(squares);
    }
    Scores.require(nearness, gallery.length);
    return Scores.descending(nearness);
  }

  /** The queries of one label. */
  public RetrievalReport ofLabel(int label) {
    return new RetrievalReport(queries.stream().filter(q -> q.label() == label).toList());
  }

  /** mAP over the queries that have a relevant case. */
  public OptionalDouble meanAveragePrecision() {
    return Scores.meanOfDefined(queries.stream().map(RankedQuery::averagePrecision));
  }

  /** mAP@k over the queries that have a relevant case. */
  public OptionalDouble meanAveragePrecision(int k) {
    return Scores.meanOfDefined(queries.stream().map(query -> query.averagePrecision(k)));
  }

  /** Mean P@k. */
  public double precision(int k) {
    return mean(query -> query.precision(k));
  }

  /** Share of the queries with a relevant case among the first k: the published R@k. */
  public double hitRate(int k) {
    return mean(query -> query.hit(k));
  }

  /** Mean share of all relevant cases, over the queries that have one. */
  public OptionalDouble recall(int k) {
    return Scores.meanOfDefined(queries.stream().map(query -> query.recall(k)));
  }

  /** Mean of the queries' F1 of precision and hit: the published F1@k. */
  public double f1OfHit(int k) {
    return mean(query -> query.f1OfHit(k));
  }

  /** Mean of the queries' F1 of precision and recall, over those that have a relevant case. */
  public OptionalDouble f1OfRecall(int k) {
    return Scores.meanOfDefined(queries.stream().map(query -> query.f1OfRecall(k)));
  }

  private double mean(ToDoubleFunction<RankedQuery> measure) {
    return queries.stream().mapToDouble(measure).average().orElse(Double.NaN);
  }
}
