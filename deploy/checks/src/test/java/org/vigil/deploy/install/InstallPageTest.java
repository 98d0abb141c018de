package org.vigil.deploy.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.deploy.tool.Tool;

/**
 * Every command of docs/install.md: rendered where it applies manifests, run without a server where
 * it makes something, and held against what the manifests hold where it names something.
 */
class InstallPageTest {
  private static final Path ROOT = Path.of(System.getProperty("vigil.root"));
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|yaml)\n(.*?)^```$");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String ENOUGH = "apply|kustomize|wait|rollout|port-forward|label";

  @Test
  void everyKubectlCommandWorksOnTheManifestsOrWithoutAServer() throws Exception {
    Tool kubectl = Tool.required("kubectl");
    Set<String> names = resources(kubectl.run(ROOT, "kustomize", "deploy/k8s/overlays/small"));
    int commands = 0;
    for (String command : commands()) {
      if (command.startsWith("kubectl ")) {
        check(kubectl, command, names);
        commands++;
      }
    }
    assertTrue(commands > 10, "only " + commands);
  }

  private static void check(Tool kubectl, String command, Set<String> names) throws Exception {
    List<String> words = List.of(command.split(" +"));
    if (command.contains(" create ")) {
      String[] dry =
          (command.substring("kubectl ".length()) + " --dry-run=client -o yaml").split(" +");
      assertFalse(kubectl.run(ROOT, dry).isBlank());
    } else if (words.stream().anyMatch(word -> word.startsWith("deploy/k8s/overlays/"))) {
      kubectl.run(ROOT, "kustomize", words.get(words.size() - 1));
    } else if (words.stream().anyMatch(word -> word.matches("label"))) {
      assertTrue(policies().contains(words.get(words.size() - 1).split("=")[0]), command);
    } else if (words.stream().anyMatch(word -> word.matches(ENOUGH))) {
      String named = words.stream().filter(word -> word.contains("/")).findFirst().orElseThrow();
      assertTrue(names.contains(named), command + " names what is not there");
    } else {
      fail("nothing checks " + command);
    }
  }

  @Test
  void everyOtherCommandNamesWhatTheBuildMakes() throws Exception {
    String poms = Files.readString(ROOT.resolve("pom.xml"));
    for (String command : commands()) {
      if (command.startsWith("./mvnw")) {
        Matcher profile = Pattern.compile("-P([a-z]+)").matcher(command);
        while (profile.find()) {
          assertTrue(poms.contains("<id>" + profile.group(1) + "</id>"), command);
        }
      } else if (command.startsWith("docker load")) {
        String tar = command.substring(command.lastIndexOf('/') + 1).replace(".tar", "");
        assertTrue(composeImages().contains("vigil/" + tar + ":0.1.0"), command);
      } else if (command.startsWith("docker compose") || command.startsWith("deploy/")) {
        Matcher file = Pattern.compile("deploy/[a-z0-9/.-]+").matcher(command);
        assertTrue(file.find() && Files.exists(ROOT.resolve(file.group())), command);
      } else {
        assertTrue(command.startsWith("kubectl "), "nothing checks " + command);
      }
    }
  }

  @Test
  void theOverlayOfYourOwnRenders(@TempDir Path folder) throws Exception {
    Tool kubectl = Tool.required("kubectl");
    String yaml = block("yaml").get(0);
    Path copy = folder.resolve("deploy/k8s");
    copy(ROOT.resolve("deploy/k8s"), copy);
    Files.writeString(folder.resolve("kustomization.yaml"), yaml);
    String rendered = kubectl.run(folder, "kustomize", ".");
    assertTrue(rendered.contains("https://s3.hospital.example"));
    assertTrue(rendered.contains("10.1.2.0/24"));
    assertTrue(rendered.contains("10.20.0.0/16"));
    assertFalse(rendered.contains("example.org"));
  }

  @Test
  void composeAndClusterRunTheSameImages() throws Exception {
    Tool kubectl = Tool.required("kubectl");
    Set<String> cluster = new HashSet<>();
    for (JsonNode resource :
        documents(kubectl.run(ROOT, "kustomize", "deploy/k8s/overlays/small"))) {
      resource.findValuesAsText("image").stream()
          .filter(image -> !image.startsWith("minio/mc"))
          .forEach(cluster::add);
    }
    Set<String> host = composeImages();
    host.removeIf(image -> image.matches("vigil/provision.*|apache/kafka.*"));
    assertEquals(cluster, host);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.createDirectories(to.resolve(from.relativize(file)).getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, to.resolve(from.relativize(file)));
        }
      }
    }
  }

  private static Set<String> composeImages() throws IOException {
    return new HashSet<>(
        YAML.readTree(ROOT.resolve("deploy/compose/compose.yaml").toFile())
            .findValuesAsText("image"));
  }

  private static String policies() throws IOException {
    return Files.readString(ROOT.resolve("deploy/k8s/base/network.yaml"));
  }

  private static Set<String> resources(String yaml) throws IOException {
    Set<String> names = new HashSet<>();
    for (JsonNode resource : documents(yaml)) {
      names.add(
          resource.get("kind").asText().toLowerCase(java.util.Locale.ROOT)
              + "/"
              + resource.at("/metadata/name").asText());
    }
    return names;
  }

  private static List<JsonNode> documents(String yaml) throws IOException {
    try (var all = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      return all.readAll();
    }
  }

  private static List<String> commands() throws IOException {
    return block("sh").stream()
        .flatMap(block -> Arrays.stream(block.split("\n")))
        .map(String::trim)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static List<String> block(String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(ROOT.resolve("docs/install.md")))
        .results()
        .filter(match -> match.group(1).equals(language))
        .map(match -> match.group(2))
        .toList();
  }
}
