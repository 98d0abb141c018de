package org.vigil.models.doubt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.vigil.models.doubt.Doubt.Cause;
import org.vigil.models.doubt.Doubt.Doubted;
import org.vigil.models.doubt.DoubtFit.Seen;

/**
 * How often a model abstains on pictures of the right and of the wrong kind, and why. Not
 * thread-safe.
 */
public final class DoubtReport {
  private static final String RIGHT = "right";
  private static final String WRONG = "wrong";

  private final Map<String, Count> rows = new LinkedHashMap<>();

  public DoubtReport() {
    rows.put(RIGHT, Count.NONE); // The sum of its sets stands first.
  }

  /**
   * @param set of the right kind
   * @param doubt that was not fitted on these pictures
   */
  public void right(String set, Doubt doubt, List<Seen> seen) {
    add(RIGHT, doubt, seen);
    add(RIGHT + "." + set, doubt, seen);
  }

  /**
   * @param set of the wrong kind
   */
  public void wrong(String set, Doubt doubt, List<Seen> seen) {
    add(WRONG + "." + set, doubt, seen);
  }

  private void add(String row, Doubt doubt, List<Seen> seen) {
    Count count = rows.getOrDefault(row, Count.NONE);
    for (Seen picture : seen) {
      Optional<Doubted> doubted =
          doubt
              .about(picture.facts())
              .or(() -> doubt.about(doubt.distanceOfMaps(picture.maps())))
              .or(() -> doubt.unsure(picture.spread()));
      count = count.and(doubted.map(Doubted::cause));
    }
    rows.put(row, count);
  }

  /** For the manifest: shares that abstain, by name. */
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    rows.forEach(
        (name, count) -> {
          metrics.put("doubt.abstained." + name, count.share());
          metrics.put("doubt.pictures." + name, (double) count.pictures());
        });
    return metrics;
  }

  /**
   * A section of the model card.
   *
   * @param of version of the weights
   * @param how sentences on what was fitted on which pictures, and what was measured on which
   */
  public String card(String of, String how, DoubtTerms terms) {
    return """
    ## Not knowing

    Weights of version %s. %s Limits were chosen so that with %.0f%% confidence no more than %.0f%% of right pictures abstain. In brackets 95%% intervals (Clopper-Pearson).

    | pictures | number | abstain | quality | kind or view | unfamiliar | unsure |
    |---|---|---|---|---|---|---|
    %s%s"""
        .formatted(
            of,
            how,
            100 * terms.confidence(),
            100 * terms.falseAbstention(),
            text(),
            exceptions(terms.exceptSites()));
  }

  private static String exceptions(List<String> sites) {
    return sites.isEmpty()
        ? ""
        : "\nPictures of these sites are drawn and never doubted: %s.\n"
            .formatted(String.join(", ", sites));
  }

  /** A Markdown table's rows. */
  public String text() {
    StringBuilder text = new StringBuilder();
    rows.forEach((name, count) -> text.append(count.row(name.replaceFirst("\\.", ": "))));
    return text.toString();
  }

  private record Count(int pictures, int quality, int kind, int unfamiliar, int unsure) {
    static final Count NONE = new Count(0, 0, 0, 0, 0);

    Count and(Optional<Cause> doubted) {
      return new Count(
          pictures + 1,
          quality + one(doubted, Cause.POOR_QUALITY),
          kind + one(doubted, Cause.WRONG_KIND),
          unfamiliar + one(doubted, Cause.UNFAMILIAR),
          unsure + one(doubted, Cause.UNSURE));
    }

    private static int one(Optional<Cause> doubted, Cause cause) {
      return doubted.filter(cause::equals).isPresent() ? 1 : 0;
    }

    int abstained() {
      return quality + kind + unfamiliar + unsure;
    }

    double share() {
      return pictures == 0 ? 0 : (double) abstained() / pictures;
    }

    String row(String name) {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %s | %d | %d | %d | %d |%n",
          name,
          pictures,
          pictures == 0 ? "" : interval(),
          quality,
          kind,
          unfamiliar,
          unsure);
    }

    /** Clopper and Pearson 1934, doi 10.1093/biomet/26.4.404. */
    private String interval() {
      int doubted = abstained();
      int rest = pictures - doubted;
      double low = doubted == 0 ? 0 : quantile(doubted, rest + 1, 0.025);
      double high = rest == 0 ? 1 : quantile(doubted + 1, rest, 0.975);
      return String.format(
          Locale.ROOT, "%.1f%% (%.1f to %.1f)", 100 * share(), 100 * low, 100 * high);
    }

    private static double quantile(double alpha, double beta, double at) {
      return new BetaDistribution(null, alpha, beta).inverseCumulativeProbability(at);
    }
  }
}
