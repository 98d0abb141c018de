package org.vigil.retrieval.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.CaseVerdict;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.Standing;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.StudyFacts;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.retrieval.index.SpaceIndex;
import org.vigil.retrieval.index.VectorStorage;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;

/** The service's own index, filled with confirmed cases of one site; searched as a reader does. */
final class BenchIndex implements AutoCloseable {
  /** A finding's name says which share of the cases has it confirmed. */
  static final Map<String, Double> SHARES =
      new TreeMap<>(Map.of("half", 0.5, "tenth", 0.1, "hundredth", 0.01, "thousandth", 0.001));

  private static final Visibility READER =
      new Visibility("site", Set.of(), Visibility.ConsentRule.ACROSS_SITES);

  private final Path folder;
  private final SpaceIndex index;
  private double buildSeconds;
  private double allSeconds;

  BenchIndex(Path folder, VectorStorage storage) {
    this.folder = folder;
    this.index = new SpaceIndex(folder, storage);
  }

  /** Adds cases with these vectors, numbered from a number on, and commits. */
  void fill(float[][] vectors, Map<String, int[]> with) {
    long start = System.nanoTime();
    StudyEntry[] cases = new StudyEntry[vectors.length];
    IntStream.range(0, vectors.length).forEach(i -> cases[i] = confirmed(i, Map.of()));
    Map<Integer, Map<String, Boolean>> findings = new TreeMap<>();
    with.forEach(
        (finding, numbers) -> {
          for (int number : numbers) {
            findings.computeIfAbsent(number, n -> new TreeMap<>()).put(finding, true);
          }
        });
    findings.forEach((number, found) -> cases[number] = confirmed(number, found));
    for (int i = 0; i < vectors.length; i++) {
      index.put(cases[i], UnitVector.of(vectors[i]));
    }
    index.commit();
    index.refresh();
    buildSeconds = (System.nanoTime() - start) / 1e9;
  }

  void mergeAll() {
    long start = System.nanoTime();
    index.mergeAll();
    index.commit();
    allSeconds = buildSeconds + (System.nanoTime() - start) / 1e9;
  }

  /** Adds one more case; it is seen after the next {@link #refresh}. */
  void add(int number, float[] vector) {
    index.put(confirmed(number, Map.of()), UnitVector.of(vector));
  }

  void refresh() {
    index.refresh();
  }

  void commit() {
    index.commit();
  }

  int[] nearest(float[] query, int candidates, Optional<String> finding) {
    return index
        .nearest(
            Likeness.to(UnitVector.of(query)),
            ExactScan.NEAREST,
            finding.map(BenchIndex::only).orElse(CaseFilter.CONFIRMED),
            READER,
            candidates)
        .stream()
        .mapToInt(found -> Integer.parseInt(found.studyId()))
        .toArray();
  }

  private static CaseFilter only(String finding) {
    Optional<String> none = Optional.empty();
    return new CaseFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.of(finding),
        none,
        none,
        none,
        Optional.empty(),
        none,
        none,
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private static StudyEntry confirmed(int number, Map<String, Boolean> findings) {
    StudyFacts facts =
        new StudyFacts(
            "site",
            StudyKind.SKIN,
            Instant.EPOCH.plusSeconds(number),
            Set.of(ImageRole.DERMOSCOPIC),
            List.of("image" + number),
            Optional.of(number % 2 == 0 ? "female" : "male"),
            Optional.of(number % 90),
            Optional.empty(),
            Optional.of("p" + number),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    CaseVerdict verdict = new CaseVerdict("v", Optional.empty(), findings, Instant.EPOCH, false);
    return new StudyEntry(
        Integer.toString(number),
        Optional.of(facts),
        1,
        Set.of(),
        Optional.empty(),
        Set.of(),
        Map.of("reader", verdict),
        Standing.OPEN);
  }

  /** Numbers of the cases that each finding is confirmed in. */
  static Map<String, int[]> drawFindings(int cases, long seed) {
    Map<String, int[]> numbers = new TreeMap<>();
    SHARES.forEach(
        (finding, share) -> {
          Random random = new Random(seed + finding.hashCode());
          numbers.put(
              finding,
              IntStream.range(0, cases).filter(i -> random.nextDouble() < share).toArray());
        });
    return numbers;
  }

  double buildSeconds() {
    return buildSeconds;
  }

  /** With merging. */
  double allSeconds() {
    return allSeconds;
  }

  int segments() {
    return index.segments();
  }

  /** Bytes on disk by the endings of files' names. */
  long bytes(String... endings) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long sum = 0;
      for (Path file : files.toList()) {
        if (Stream.of(endings).anyMatch(file.toString()::endsWith)) {
          sum += Files.size(file);
        }
      }
      return sum;
    }
  }

  /**
   * What a walk through the graph reads again and again: vectors as it compares them, and links.
   */
  long searchedBytes(VectorStorage storage) throws IOException {
    return switch (storage) {
      case FLOAT -> bytes(".vec", ".vex");
      case INT8 -> bytes(".veq", ".vex");
    };
  }

  @Override
  public void close() {
    index.close();
  }
}
