package org.vigil.platform.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The path of an endpoint: words, {@code {names}} that stand for one segment each, and perhaps
 * {@code **} at the end for whatever follows.
 *
 * @param segments without slashes
 */
public record PathTemplate(List<String> segments) {
  private static final String REST = "**";

  public PathTemplate {
    segments = List.copyOf(segments);
  }

  public static PathTemplate parse(String text) {
    return new PathTemplate(split(text));
  }

  /**
   * The segments of a request's path; empty for a path that can be read in two ways, such as one
   * with matrix parameters, empty segments or encoded slashes: what is behind it cannot be said.
   *
   * @param raw as it was sent, without query
   */
  static Optional<List<String>> plain(String raw) {
    String lower = raw.toLowerCase(Locale.ROOT);
    boolean odd =
        !raw.startsWith("/")
            || raw.contains("//")
            || raw.contains(";")
            || raw.contains("\\")
            || lower.contains("%2f")
            || lower.contains("%5c")
            || lower.contains("%3b")
            || lower.contains("%2e")
            || split(raw).stream().anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    return odd ? Optional.empty() : Optional.of(split(raw));
  }

  /** A slash at the end means nothing, as for the resources themselves. */
  private static List<String> split(String path) {
    List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
    parts.removeFirst();
    if (!parts.isEmpty() && parts.getLast().isEmpty()) {
      parts.removeLast();
    }
    return parts;
  }

  boolean matches(List<String> path) {
    boolean open = !segments.isEmpty() && segments.getLast().equals(REST);
    int fixed = open ? segments.size() - 1 : segments.size();
    if (open ? path.size() < fixed : path.size() != fixed) {
      return false;
    }
    for (int i = 0; i < fixed; i++) {
      if (!isName(segments.get(i)) && !segments.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** How many words it has: of several that match, the one with most words is meant. */
  long words() {
    return segments.stream().filter(s -> !isName(s) && !s.equals(REST)).count();
  }

  private static boolean isName(String segment) {
    return segment.startsWith("{");
  }

  /** The template with its names left open, by which two ways of naming one path are the same. */
  public String shape() {
    StringBuilder text = new StringBuilder();
    segments.forEach(segment -> text.append('/').append(isName(segment) ? "{}" : segment));
    return text.isEmpty() ? "/" : text.toString();
  }
}
