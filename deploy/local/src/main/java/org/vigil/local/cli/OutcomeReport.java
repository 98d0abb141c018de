package org.vigil.local.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigil.local.outcome.Outcome;
import org.vigil.local.send.Delivery;

/** What became of the studies that were sent, as a table. */
final class OutcomeReport {
  private static final int MOST_ROWS = 60;
  private static final int WIDEST = 110;

  private final List<Delivery> deliveries;
  private final Map<String, Outcome> outcomes;

  OutcomeReport(List<Delivery> deliveries, Map<String, Outcome> outcomes) {
    this.deliveries =
        deliveries.stream().sorted(Comparator.comparing(d -> d.shipment().label())).toList();
    this.outcomes = outcomes;
  }

  /** Whether every study was accepted and has an outcome. */
  boolean isAllWell() {
    return deliveries.stream()
        .allMatch(
            delivery ->
                delivery
                    .acceptedId()
                    .map(outcomes::get)
                    .filter(outcome -> outcome.isFinal())
                    .isPresent());
  }

  /** A row for each study where they are few, else those that went wrong; then the totals. */
  String text() {
    Table table = new Table("study", "kind", "outcome", "urgency", "place", "why");
    long left = 0;
    boolean few = deliveries.size() <= MOST_ROWS;
    int rows = 0;
    for (Delivery delivery : deliveries) {
      if ((few || !(delivery instanceof Delivery.Accepted)) && rows < MOST_ROWS) {
        row(table, delivery);
        rows++;
      } else {
        left++;
      }
    }
    String details = rows == 0 ? "" : table + "\n\n";
    String rest = left == 0 ? "" : "(%d more studies, not listed)\n".formatted(left);
    return details + rest + totals();
  }

  private void row(Table table, Delivery delivery) {
    String label = delivery.shipment().label();
    switch (delivery) {
      case Delivery.Accepted accepted -> {
        Outcome outcome = outcomes.get(accepted.studyId());
        table.row(
            label,
            outcome.kind(),
            outcome.state(),
            outcome.urgency(),
            outcome.position().isPresent() ? outcome.position().getAsInt() : "",
            cut(outcome.reason() + (accepted.duplicate() ? " (was here already)" : "")));
      }
      case Delivery.Refused refused -> table.row(label, "", "refused", "", "", cut(refused.why()));
      case Delivery.Undelivered undelivered ->
          table.row(label, "", "not delivered", "", "", cut(undelivered.why()));
    }
  }

  private static String cut(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST) + "…";
  }

  private String totals() {
    Map<String, Integer> counts = new TreeMap<>();
    deliveries.forEach(delivery -> counts.merge(word(delivery), 1, Integer::sum));
    StringBuilder line = new StringBuilder(deliveries.size() + " studies sent:");
    counts.forEach((word, count) -> line.append(" %d %s,".formatted(count, word)));
    return line.substring(0, line.length() - 1);
  }

  private String word(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Accepted accepted -> {
        Outcome outcome = outcomes.get(accepted.studyId());
        yield outcome.urgency().isEmpty()
            ? outcome.state()
            : outcome.state() + " (" + outcome.urgency() + ")";
      }
      case Delivery.Refused refused -> "refused";
      case Delivery.Undelivered undelivered -> "not delivered";
    };
  }
}
