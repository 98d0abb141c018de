package org.vigil.models.doubt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.doubt.Doubt.Cause;
import org.vigil.models.doubt.Doubt.Doubted;
import org.vigil.models.doubt.DoubtFit.Seen;

/**
 * How often a model abstains on pictures of the right and of the wrong kind, and why. Not
 * thread-safe.
 */
public final class DoubtReport {
  private final Doubt doubt;
  private final int fitted;
  private final int held;
  private final Map<String, Count> rows = new LinkedHashMap<>();

  /**
   * @param fitted pictures that the doubts were fitted on
   * @param held pictures that the limits were chosen by
   */
  public DoubtReport(Doubt doubt, int fitted, int held) {
    this.doubt = doubt;
    this.fitted = fitted;
    this.held = held;
  }

  /** Pictures of the right kind that nothing was fitted on. */
  public void right(List<Seen> seen) {
    rows.put("right", count(seen));
  }

  /** Pictures of the wrong kind. */
  public void wrong(String name, List<Seen> seen) {
    rows.put("wrong." + name, count(seen));
  }

  private Count count(List<Seen> seen) {
    Count count = new Count(seen.size(), 0, 0, 0);
    for (Seen picture : seen) {
      Optional<Doubted> doubted =
          doubt.about(picture.facts()).or(() -> doubt.about(doubt.distanceOfMaps(picture.maps())));
      count = doubted.map(Doubted::cause).map(count::and).orElse(count);
    }
    return count;
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

  /** A section of the model card. */
  public String card(String of) {
    return """
    ## Not knowing

    Weights of version %s; what makes it abstain was fitted on %d pictures of the right kind, its limits chosen on %d others so that %.0f%% of right pictures abstain. Measured on pictures that neither saw:

    | pictures | number | abstain | quality | kind or view | unfamiliar |
    |---|---|---|---|---|---|
    %s"""
        .formatted(of, fitted, held, 100 * doubt.limits().falseAbstention(), text());
  }

  /** A Markdown table's rows. */
  public String text() {
    StringBuilder text = new StringBuilder();
    rows.forEach(
        (name, count) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %.1f%% | %d | %d | %d |%n",
                    name.replaceFirst("^wrong\\.", "wrong: "),
                    count.pictures(),
                    100 * count.share(),
                    count.quality(),
                    count.kind(),
                    count.unfamiliar())));
    return text.toString();
  }

  private record Count(int pictures, int quality, int kind, int unfamiliar) {
    Count and(Cause cause) {
      return switch (cause) {
        case POOR_QUALITY -> new Count(pictures, quality + 1, kind, unfamiliar);
        case WRONG_KIND -> new Count(pictures, quality, kind + 1, unfamiliar);
        case UNFAMILIAR -> new Count(pictures, quality, kind, unfamiliar + 1);
      };
    }

    double share() {
      return pictures == 0 ? 0 : (double) (quality + kind + unfamiliar) / pictures;
    }
  }
}
