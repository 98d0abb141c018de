package org.vigil.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.platform.access.AccessMatrix;
import org.vigil.platform.access.AccessRule;

/** The matrix of docs/access.md and the services name the same endpoints. */
class AccessMatrixTest {
  private static final Path ROOT = Path.of(System.getProperty("vigil.root"));
  private static final String PAGE = "src/main/resources/META-INF/resources";
  private final AccessMatrix matrix = AccessMatrix.load();

  @Test
  void everyServiceHasItsPart() {
    assertEquals(
        List.of(
            "vigil-inference",
            "vigil-ingest",
            "vigil-retrieval",
            "vigil-training",
            "vigil-worklist"),
        matrix.services());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "inference", "retrieval", "training", "worklist"})
  void noEndpointIsMissingAndNoneIsMadeUp(String service) {
    Path classes = ROOT.resolve(service + "-service/target/classes");
    assertTrue(Files.isDirectory(classes), () -> "not built: " + classes);
    Set<String> offered = ServiceEndpoints.in(classes);
    assertFalse(offered.isEmpty());
    assertEquals(offered, named(service));
  }

  /** What the matrix names, less what the framework answers and the page's files. */
  private Set<String> named(String service) {
    return matrix.of("vigil-" + service).stream()
        .filter(rule -> !rule.path().shape().startsWith("/q/") && !isFile(service, rule))
        .map(AccessRule::endpoint)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isFile(String service, AccessRule rule) {
    Path page = ROOT.resolve(service + "-service").resolve(PAGE);
    String path = rule.path().shape().replace("/**", "").substring(1);
    return rule.method().equals("GET")
        && Files.exists(page.resolve(path.isEmpty() ? "index.html" : path));
  }

  @Test
  void everyFileOfThePageIsNamed() throws IOException {
    Path page = ROOT.resolve("worklist-service").resolve(PAGE);
    try (Stream<Path> files = Files.walk(page)) {
      List<String> unnamed =
          files
              .filter(Files::isRegularFile)
              .map(file -> "/" + page.relativize(file))
              .filter(path -> matrix.rule("vigil-worklist", "GET", path).isEmpty())
              .toList();
      assertEquals(List.of(), unnamed);
    }
  }

  @Test
  void noEndpointIsNamedTwice() {
    for (String service : matrix.services()) {
      List<String> endpoints = matrix.of(service).stream().map(AccessRule::endpoint).toList();
      assertEquals(endpoints.stream().distinct().toList(), endpoints, service);
    }
  }

  @Test
  void theMatrixOfTheDocsIsTheOneThatIsBuiltIn() throws IOException {
    try (var built = AccessMatrix.class.getResourceAsStream("access-matrix.json")) {
      assertEquals(
          Files.readString(ROOT.resolve("docs/access-matrix.json")),
          new String(built.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
