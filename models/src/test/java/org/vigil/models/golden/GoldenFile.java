package org.vigil.models.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/**
 * One file of reference values, from {@code ../shared/golden} beside the project's root (system
 * property {@code vigil.root}). Read once per JVM; do not change the trees.
 */
public final class GoldenFile {
  private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();

  private GoldenFile() {}

  /**
   * @param name such as {@code losses.json}
   * @throws org.opentest4j.TestAbortedException where the file is absent: the test skips
   */
  public static JsonNode read(String name) {
    Path file = shared("golden").resolve(name);
    Assumptions.assumeTrue(Files.exists(file), () -> "no reference values at " + file);
    return READ.computeIfAbsent(name, key -> parse(file));
  }

  /**
   * A folder under {@code ../shared}, whether or not it exists.
   *
   * @param folder such as {@code data/predictions}
   */
  public static Path shared(String folder) {
    Path root = Path.of(System.getProperty("vigil.root", "..")).toAbsolutePath().normalize();
    return root.resolveSibling("shared").resolve(folder);
  }

  private static JsonNode parse(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
