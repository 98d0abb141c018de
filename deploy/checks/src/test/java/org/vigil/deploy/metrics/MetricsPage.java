package org.vigil.deploy.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of docs/metrics.md: every metric with its labels.
 *
 * @param labels by metric, in the names that Prometheus sees
 */
record MetricsPage(Map<String, Set<String>> labels) {
  private static final Pattern WITH_TYPE =
      Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (counter|gauge|histogram|summary) \\| ([^|]*)\\|");
  private static final Pattern WITHOUT_TYPE =
      Pattern.compile("(?m)^\\| `([a-z:_]+)` \\| ([a-z, ]*)\\| ");
  private static final Pattern DERIVED = Pattern.compile("(.+)_(bucket|sum|count|max)");

  static MetricsPage read(Path root) throws IOException {
    String text = Files.readString(root.resolve("docs/metrics.md"));
    Map<String, Set<String>> labels = new TreeMap<>();
    put(labels, WITHOUT_TYPE.matcher(text), 2);
    put(labels, WITH_TYPE.matcher(text), 3);
    return new MetricsPage(labels);
  }

  private static void put(Map<String, Set<String>> labels, Matcher rows, int column) {
    rows.results()
        .forEach(
            row -> {
              Set<String> names =
                  new HashSet<>(Arrays.asList(row.group(column).trim().split(", *")));
              names.remove("");
              labels.put(row.group(1), names);
            });
  }

  /** The metric that a query's name belongs to: itself, or the histogram that it is a part of. */
  Optional<String> metric(String name) {
    if (labels.containsKey(name)) {
      return Optional.of(name);
    }
    Matcher derived = DERIVED.matcher(name);
    return derived.matches() && labels.containsKey(derived.group(1))
        ? Optional.of(derived.group(1))
        : Optional.empty();
  }
}
