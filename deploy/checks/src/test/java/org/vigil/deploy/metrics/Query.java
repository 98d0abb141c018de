package org.vigil.deploy.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks for.
 *
 * @param text the expression
 */
record Query(String text) {
  /** An identifier that is not a function call, with its selector if it has one. */
  private static final Pattern NAME =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\s*\\()?(?:\\{([^}]*)\\})?");

  private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(by|on|without|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Set<String> WORDS =
      Set.of("by", "on", "and", "or", "unless", "offset", "bool", "without", "ignoring");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern DURATION = Pattern.compile("\\[[^\\]]*\\]|offset\\s+[0-9a-z]+");

  /**
   * A metric as it is asked for.
   *
   * @param labels that its selector names
   */
  record Use(String name, List<String> labels) {}

  List<Use> uses() {
    String bare = GROUPING.matcher(text).replaceAll(" $1 ");
    bare = DURATION.matcher(QUOTED.matcher(bare).replaceAll("\"\"")).replaceAll(" ");
    List<Use> uses = new ArrayList<>();
    NAME.matcher(bare)
        .results()
        .filter(match -> match.group(2) == null && isMetric(match.group(1)))
        .forEach(match -> uses.add(new Use(match.group(1), labels(match))));
    return uses;
  }

  private static boolean isMetric(String word) {
    return !WORDS.contains(word)
        && !Set.of("sum", "max", "min", "count").contains(word)
        && !word.startsWith("group_");
  }

  private static List<String> labels(MatchResult match) {
    return match.group(3) == null
        ? List.of()
        : LABEL.matcher(match.group(3)).results().map(label -> label.group(1)).toList();
  }

  /** The labels that results are grouped by. */
  List<String> groupedBy() {
    return GROUPING
        .matcher(text)
        .results()
        .filter(match -> match.group(1).equals("by"))
        .flatMap(match -> List.of(match.group(2).split("\\s*,\\s*")).stream())
        .map(String::trim)
        .filter(label -> !label.isEmpty())
        .toList();
  }
}
