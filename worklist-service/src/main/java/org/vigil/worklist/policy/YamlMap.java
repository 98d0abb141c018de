package org.vigil.worklist.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Takes YAML nodes apart, naming the line of whatever is not as expected. */
final class YamlMap {
  private YamlMap() {}

  /** The entries of a mapping that has these keys at most, each once. */
  static Map<String, Node> of(Node node, String source, Set<String> keys) {
    if (!(node instanceof MappingNode mapping)) {
      throw PolicyException.at(source, line(node), "expected keys with values here");
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = text(tuple.getKeyNode(), source);
      if (!keys.contains(key)) {
        throw PolicyException.at(
            source,
            line(tuple.getKeyNode()),
            "unknown key '%s': one of %s".formatted(key, keys.stream().sorted().toList()));
      }
      if (entries.put(key, tuple.getValueNode()) != null) {
        throw PolicyException.at(source, line(tuple.getKeyNode()), "'" + key + "' stands twice");
      }
    }
    return entries;
  }

  static List<Node> items(Node node, String source) {
    if (!(node instanceof SequenceNode sequence)) {
      throw PolicyException.at(source, line(node), "expected a list here");
    }
    return sequence.getValue();
  }

  static String text(Node node, String source) {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      throw PolicyException.at(source, line(node), "expected a value here");
    }
    return scalar.getValue();
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
