package org.vigil.platform.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.schemas.word.Words;

/**
 * Which role may use which endpoint of which service: {@code docs/access-matrix.json}, which is
 * built into the services as it stands there. What is not in it, nobody may use. Immutable.
 */
public final class AccessMatrix {
  private static final String FILE = "access-matrix.json";
  private static final String EVERY_SERVICE = "every-service";

  private final Map<String, List<AccessRule>> rules;

  private AccessMatrix(Map<String, List<AccessRule>> rules) {
    this.rules = rules;
  }

  /** The matrix that was built in. */
  public static AccessMatrix load() {
    try (InputStream in = AccessMatrix.class.getResourceAsStream(FILE)) {
      return of(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException if it names something that there is not
   */
  static AccessMatrix of(JsonNode json) {
    Map<String, List<AccessRule>> rules = new TreeMap<>();
    json.path("services")
        .properties()
        .forEach(service -> rules.put(service.getKey(), read(service.getValue())));
    List<AccessRule> shared = rules.remove(EVERY_SERVICE);
    rules.replaceAll((service, own) -> join(own, shared));
    return new AccessMatrix(Map.copyOf(rules));
  }

  private static List<AccessRule> join(List<AccessRule> own, List<AccessRule> shared) {
    List<AccessRule> all = new ArrayList<>(own);
    all.addAll(shared);
    return List.copyOf(all);
  }

  private static List<AccessRule> read(JsonNode lines) {
    List<AccessRule> rules = new ArrayList<>();
    for (JsonNode line : lines) {
      String[] endpoint = line.path("endpoint").asText().split(" ", 2);
      List<String> who = new ArrayList<>();
      line.path("who").forEach(word -> who.add(word.asText()));
      String site = line.path("site").asText();
      rules.add(
          new AccessRule(
              endpoint[0],
              PathTemplate.parse(endpoint[1]),
              Admission.of(who),
              Words.parse(SiteRule.class, site)
                  .orElseThrow(() -> new IllegalArgumentException("no site rule " + site))));
    }
    return rules;
  }

  /**
   * The lines of a service.
   *
   * @param service its application name
   */
  public List<AccessRule> of(String service) {
    return rules.getOrDefault(service, List.of());
  }

  public List<String> services() {
    return rules.keySet().stream().sorted().toList();
  }

  /**
   * The line that a request falls under; empty where there is none, and for paths that can be read
   * in two ways. HEAD is asked as GET where it has no line of its own.
   *
   * @param rawPath as it was sent, without query
   */
  public Optional<AccessRule> rule(String service, String method, String rawPath) {
    Optional<List<String>> path = PathTemplate.plain(rawPath);
    return path.flatMap(p -> rule(of(service), method, p))
        .or(
            () ->
                path.filter(p -> method.equals("HEAD")).flatMap(p -> rule(of(service), "GET", p)));
  }

  private static Optional<AccessRule> rule(
      List<AccessRule> rules, String method, List<String> path) {
    return rules.stream()
        .filter(rule -> rule.method().equals(method) && rule.path().matches(path))
        .max(Comparator.comparingLong(rule -> rule.path().words()));
  }
}
