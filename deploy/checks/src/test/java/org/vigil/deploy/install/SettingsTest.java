package org.vigil.deploy.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A setting that no service knows is a setting that quietly does nothing. */
class SettingsTest {
  private static final Path ROOT = Path.of(System.getProperty("vigil.root"));
  private static final Pattern VARIABLE = Pattern.compile("\\b(VIGIL_[A-Z0-9_]+)\\b");
  private static final Pattern KEY = Pattern.compile("vigil\\.[a-z0-9.-]+[a-z0-9]");

  /** Ours, but of the manifests themselves: expressions of kafka-client.properties name them. */
  private static final Set<String> EXPRESSIONS =
      Set.of("VIGIL_CLUSTER_CA_PASSWORD", "VIGIL_IDENTITY_PASSWORD");

  @Test
  void everySettingOfComposeAndClusterIsOneThatAServiceKnows() throws IOException {
    Set<String> unknown = new TreeSet<>();
    for (String folder : List.of("deploy/compose", "deploy/k8s")) {
      for (String text : texts(ROOT.resolve(folder), ".*\\.yaml")) {
        VARIABLE.matcher(text).results().forEach(match -> unknown.add(match.group(1)));
      }
    }
    assertTrue(unknown.size() > 15, unknown.toString());
    unknown.removeAll(known());
    unknown.removeAll(EXPRESSIONS);
    assertEquals(Set.of(), unknown);
  }

  @Test
  void composeListensOnLoopbackOnlyAndEveryServiceSaysWhenItIsReady() throws IOException {
    JsonNode services =
        new ObjectMapper(new YAMLFactory())
            .readTree(ROOT.resolve("deploy/compose/compose.yaml").toFile())
            .get("services");
    services
        .properties()
        .forEach(
            service -> {
              JsonNode said = service.getValue();
              said.path("ports")
                  .forEach(
                      port -> assertTrue(port.asText().startsWith("127.0.0.1:"), service.getKey()));
              assertTrue(
                  said.has("healthcheck") || service.getKey().equals("provision"),
                  service.getKey());
              assertTrue(said.at("/deploy/resources/limits").has("memory"), service.getKey());
            });
  }

  /** By the pages, the services' own configuration, and what the local stack sets. */
  private static Set<String> known() throws IOException {
    Set<String> names = new HashSet<>();
    Stream.of(
            texts(ROOT.resolve("docs"), ".*\\.md"),
            texts(ROOT, ".*-service/src/main/resources/application\\.properties"),
            texts(ROOT.resolve("deploy/local/src/main/java"), ".*ServiceLaunch\\.java"))
        .flatMap(List::stream)
        .flatMap(text -> KEY.matcher(text).results())
        .forEach(key -> names.add(variable(key.group())));
    return names;
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static List<String> texts(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.find(folder, 8, (path, is) -> path.toString().matches(name))) {
      return files
          .filter(path -> !path.toString().contains("/target/"))
          .map(SettingsTest::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
