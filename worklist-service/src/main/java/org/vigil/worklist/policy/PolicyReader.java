package org.vigil.worklist.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.word.Words;
import org.vigil.worklist.study.Urgency;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a policy file (docs/policy.md). Refuses whatever it does not know, naming the line: a
 * misspelt finding must not quietly make urgent studies routine.
 */
public final class PolicyReader {
  private static final String DEFAULT = "triage-policy.yaml";
  private static final Set<String> KEYS =
      Set.of("version", "maxWait", "findings", "additionalFindings");
  private static final Set<String> RULE_KEYS = Set.of("finding", "urgency", "atLeast");

  private final String source;
  private final Set<String> known;

  private PolicyReader(String source) {
    this.source = source;
    this.known = new HashSet<>(FindingNames.known());
  }

  /** The policy of a file, or the one that comes with the service. */
  public static TriagePolicy read(Optional<Path> file) {
    try {
      if (file.isPresent()) {
        return read(file.get().toString(), Files.readString(file.get()));
      }
      try (InputStream in = PolicyReader.class.getResourceAsStream("/" + DEFAULT)) {
        return read(DEFAULT, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new PolicyException("cannot read the triage policy: " + e, e);
    }
  }

  /**
   * @param source what to call the text in messages
   * @throws PolicyException if the text is no policy
   */
  public static TriagePolicy read(String source, String text) {
    return new PolicyReader(source).parse(text);
  }

  private TriagePolicy parse(String text) {
    Map<String, Node> policy = YamlMap.of(root(text), source, KEYS);
    version(policy.get("version"));
    if (policy.containsKey("additionalFindings")) {
      YamlMap.items(policy.get("additionalFindings"), source)
          .forEach(name -> known.add(YamlMap.text(name, source)));
    }
    MaxWaits waits = waits(required(policy, "maxWait", 1));
    List<FindingRule> rules = new ArrayList<>();
    for (Node item : YamlMap.items(required(policy, "findings", 1), source)) {
      rules.add(rule(item));
    }
    return new TriagePolicy(Sha256.of(text).hex(), waits, rules);
  }

  private Node root(String text) {
    try {
      Node root =
          new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
      if (root == null) {
        throw PolicyException.at(source, 1, "the file is empty");
      }
      return root;
    } catch (YAMLException e) {
      throw new PolicyException(source + ": not YAML: " + e.getMessage(), e);
    }
  }

  private void version(Node node) {
    if (node == null || !"1".equals(YamlMap.text(node, source))) {
      int line = node == null ? 1 : YamlMap.line(node);
      throw PolicyException.at(source, line, "this build reads policies of 'version: 1'");
    }
  }

  private MaxWaits waits(Node node) {
    Set<String> names = Set.of("stat", "urgent", "unassessed", "routine");
    Map<Urgency, Duration> waits = new EnumMap<>(Urgency.class);
    YamlMap.of(node, source, names)
        .forEach((name, value) -> waits.put(urgency(name, value), duration(value)));
    try {
      return new MaxWaits(waits);
    } catch (IllegalArgumentException e) {
      throw PolicyException.at(source, YamlMap.line(node), e.getMessage());
    }
  }

  private FindingRule rule(Node item) {
    Map<String, Node> keys = YamlMap.of(item, source, RULE_KEYS);
    Node name = required(keys, "finding", YamlMap.line(item));
    String finding = YamlMap.text(name, source);
    if (!known.contains(finding)) {
      throw PolicyException.at(
          source,
          YamlMap.line(name),
          "unknown finding '%s': write it as a bundle reports it, or add it to additionalFindings"
              .formatted(finding));
    }
    Node urgency = required(keys, "urgency", YamlMap.line(item));
    try {
      return new FindingRule(
          finding,
          urgency(YamlMap.text(urgency, source), urgency),
          limit(required(keys, "atLeast", YamlMap.line(item))));
    } catch (IllegalArgumentException e) {
      throw PolicyException.at(source, YamlMap.line(item), e.getMessage());
    }
  }

  private Limit limit(Node node) {
    String text = YamlMap.text(node, source);
    if (text.equals("operating-point")) {
      return new Limit.OperatingPoint();
    }
    try {
      return new Limit.AtLeast(Double.parseDouble(text));
    } catch (IllegalArgumentException e) { // NumberFormatException is one too.
      throw PolicyException.at(
          source, YamlMap.line(node), "atLeast is operating-point or a number from 0 to 1");
    }
  }

  private Urgency urgency(String word, Node node) {
    return Words.parse(Urgency.class, word)
        .orElseThrow(
            () ->
                PolicyException.at(
                    source,
                    YamlMap.line(node),
                    "unknown urgency '%s': one of %s".formatted(word, Words.list(Urgency.class))));
  }

  private Duration duration(Node node) {
    try {
      return Duration.parse(YamlMap.text(node, source));
    } catch (DateTimeParseException e) {
      throw PolicyException.at(
          source, YamlMap.line(node), "not an ISO-8601 duration such as PT30M");
    }
  }

  private Node required(Map<String, Node> map, String key, int line) {
    if (!map.containsKey(key)) {
      throw PolicyException.at(source, line, "'" + key + "' is missing");
    }
    return map.get(key);
  }
}
