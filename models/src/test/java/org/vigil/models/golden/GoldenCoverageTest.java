package org.vigil.models.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.vigil.models.network.Networks;

/**
 * Every entry of every file of reference values has a test, or stands in {@link
 * GoldenRegistry#MISSING} with the reason. What tests reproduce is read from their sources, so that
 * neither list can go stale.
 */
class GoldenCoverageTest {

  @Test
  void everyEntryHasATestOrStandsInTheListOfWhatIsMissing() {
    Set<String> unknown = new TreeSet<>(entries());
    unknown.removeAll(registered().keySet());
    unknown.removeAll(GoldenRegistry.MISSING.keySet());
    unknown.removeIf(GoldenCoverageTest::isReproducedByTheNetworkTest);
    assertEquals(Set.of(), unknown, "neither tested nor listed as missing");
  }

  @Test
  void whatIsRegisteredOrMissingIsInTheFiles() {
    Set<String> vanished = new TreeSet<>(registered().keySet());
    vanished.addAll(GoldenRegistry.MISSING.keySet());
    vanished.addAll(GoldenRegistry.DESCRIPTIONS);
    vanished.removeAll(entries());
    vanished.removeAll(descriptions());
    assertEquals(Set.of(), vanished, "no longer among the reference values");
  }

  @Test
  void aRegisteredTestNamesItsEntries() {
    Map<String, GoldenTestSource> sources = sources();
    registered()
        .forEach(
            (entry, test) -> {
              assertTrue(sources.containsKey(test), () -> "no test " + test + " for " + entry);
              assertTrue(sources.get(test).names(entry), () -> test + " does not name " + entry);
            });
  }

  @Test
  void noEntryIsMissingAndTestedAtOnce() {
    Set<String> both = new TreeSet<>(GoldenRegistry.MISSING.keySet());
    both.removeIf(Predicate.not(this::isTested));
    assertEquals(Set.of(), both, "tested by now: move it from MISSING to TESTS");
  }

  private boolean isTested(String entry) {
    return registered().containsKey(entry)
        || isReproducedByTheNetworkTest(entry)
        || entry.startsWith("methods.json") && sources().values().stream().anyMatch(named(entry));
  }

  private static Predicate<GoldenTestSource> named(String entry) {
    return source -> source.readsMethods() && source.names(entry);
  }

  /** {@code GoldenBackbonesTest} takes every registered network. */
  private static boolean isReproducedByTheNetworkTest(String entry) {
    String[] parts = entry.split("/", 2);
    return GoldenRegistry.REGISTERED_NETWORKS.contains(parts[0])
        && parts.length == 2
        && Networks.names().contains(parts[1]);
  }

  private static Map<String, String> registered() {
    Map<String, String> tests = new TreeMap<>();
    GoldenRegistry.TESTS.forEach(
        (test, entries) -> entries.forEach(entry -> tests.put(entry, test)));
    return tests;
  }

  private static Set<String> entries() {
    Set<String> entries = new TreeSet<>();
    for (String file : files()) {
      GoldenFile.read(file)
          .properties()
          .forEach(section -> add(file + "#" + section.getKey(), section.getValue(), entries));
    }
    return entries;
  }

  private static void add(String section, JsonNode node, Set<String> into) {
    if (GoldenRegistry.DESCRIPTIONS.contains(section)) {
      return;
    }
    if (!GoldenRegistry.ONE_BY_ONE.contains(section)) {
      into.add(section);
    } else if (node.isObject()) {
      node.fieldNames().forEachRemaining(name -> into.add(section + "/" + name));
    } else {
      node.forEach(row -> into.add(section + "/" + row.elements().next().asText()));
    }
  }

  private static Set<String> descriptions() {
    return files().stream()
        .flatMap(
            file ->
                GoldenFile.read(file).properties().stream()
                    .map(field -> file + "#" + field.getKey()))
        .filter(GoldenRegistry.DESCRIPTIONS::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> files() {
    Path folder = GoldenFile.shared("golden");
    Assumptions.assumeTrue(Files.isDirectory(folder), () -> "no reference values at " + folder);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, GoldenTestSource> sources() {
    Path tests = Path.of(System.getProperty("vigil.root", ".."), "models/src/test/java");
    Map<String, GoldenTestSource> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(tests)) {
      files
          .filter(file -> file.getFileName().toString().endsWith("Test.java"))
          .map(GoldenTestSource::read)
          .forEach(source -> sources.put(source.name(), source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }
}
