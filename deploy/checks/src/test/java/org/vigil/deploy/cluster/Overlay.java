package org.vigil.deploy.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.vigil.deploy.tool.Tool;

/**
 * A rendered overlay of deploy/k8s.
 *
 * @param name of its folder
 * @param resources everything that would be applied
 */
record Overlay(String name, List<JsonNode> resources) {
  static final Path ROOT = Path.of(System.getProperty("vigil.root"));
  private static final Map<String, Overlay> RENDERED = new ConcurrentHashMap<>();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Renders it; skips the test where neither kubectl nor kustomize is installed. */
  static Overlay render(String name) throws IOException, InterruptedException {
    if (!RENDERED.containsKey(name)) {
      RENDERED.put(name, rendered(name));
    }
    return RENDERED.get(name);
  }

  private static Overlay rendered(String name) throws IOException, InterruptedException {
    String folder = "overlays/" + name;
    Path k8s = ROOT.resolve("deploy/k8s");
    Optional<Tool> kubectl = Tool.find("kubectl");
    String yaml =
        kubectl.isPresent()
            ? kubectl.get().run(k8s, "kustomize", folder)
            : Tool.required("kustomize").run(k8s, "build", folder);
    return new Overlay(name, documents(yaml));
  }

  static List<JsonNode> documents(String yaml) throws IOException {
    try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      return all.readAll();
    }
  }

  Stream<JsonNode> ofKind(String... kinds) {
    List<String> wanted = List.of(kinds);
    return resources.stream().filter(resource -> wanted.contains(kind(resource)));
  }

  /** Everything that makes pods, by its pod template. */
  Stream<Workload> workloads() {
    return ofKind("Deployment", "StatefulSet", "Job", "CronJob").map(Workload::of);
  }

  static String kind(JsonNode resource) {
    return resource.get("kind").asText();
  }

  static String named(JsonNode resource) {
    return resource.at("/metadata/name").asText();
  }

  /**
   * What makes pods.
   *
   * @param label for messages
   * @param template of its pods
   * @param lasting whether its pods are meant to run for ever
   */
  record Workload(String label, JsonNode template, boolean lasting) {
    private static Workload of(JsonNode resource) {
      JsonNode spec = resource.get("spec");
      JsonNode owner = kind(resource).equals("CronJob") ? spec.at("/jobTemplate/spec") : spec;
      return new Workload(
          kind(resource) + " " + named(resource),
          owner.get("template"),
          kind(resource).matches("Deployment|StatefulSet"));
    }

    JsonNode pod() {
      return template.get("spec");
    }

    Stream<JsonNode> containers() {
      return Stream.of("containers", "initContainers")
          .flatMap(list -> Stream.of(pod().path(list)))
          .flatMap(list -> java.util.stream.StreamSupport.stream(list.spliterator(), false));
    }
  }
}
