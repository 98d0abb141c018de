package org.vigil.retrieval.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.CaseFilter.AgeBand;
import org.vigil.retrieval.cases.CaseVerdict;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.Standing;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.StudyFacts;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;

/**
 * Random cases, filters and askers: what the index finds is what an exact search over plain objects
 * finds, where few are compared one by one as where the graph is walked, with vectors as they are
 * as with rounded ones.
 */
class FilteredSearchTest {
  private static final int STUDIES = 3_000;
  private static final int WIDTH = 24;
  private static final int QUERIES = 60;
  private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private final Set<StudyEntry> studies = new LinkedHashSet<>();
  private final Map<String, UnitVector> vectors = new HashMap<>();

  @ParameterizedTest
  @CsvSource({"1,FLOAT,0", "2,FLOAT,500", "3,FLOAT,100000", "4,INT8,0", "5,INT8,500"})
  void whatIsFoundIsWhatAnExactSearchFinds(long seed, VectorStorage storage, int few) {
    Random random = new Random(seed);
    int found = 0;
    int wanted = 0;
    try (SpaceIndex index =
        new SpaceIndex(folder, storage, (passing, all, candidates) -> passing <= few)) {
      fill(index, random);
      for (int query = 0; query < QUERIES; query++) {
        Likeness like = like(random);
        CaseFilter filter = filter(random);
        Visibility visibility = visibility(random);
        List<String> exact = exact(like, filter, visibility);
        List<Neighbour> approximate = index.nearest(like, 10, filter, visibility);
        Set<String> allowed = allowed(like, filter, visibility);
        String where = "seed %d, query %d".formatted(seed, query);
        for (Neighbour neighbour : approximate) {
          assertTrue(allowed.contains(neighbour.studyId()), () -> where + ": " + neighbour);
          assertEquals(cosine(like, neighbour.studyId()), neighbour.similarity(), 1e-5, where);
        }
        assertEquals(exact.size(), approximate.size(), where);
        Set<String> names = new HashSet<>(exact);
        found += (int) approximate.stream().filter(n -> names.contains(n.studyId())).count();
        wanted += exact.size();
      }
    }
    double recall = (double) found / wanted;
    assertTrue(recall >= 0.99, "seed " + seed + ": recall " + recall);
    assertTrue(wanted > 100, "seed " + seed + ": the filters let too little pass: " + wanted);
  }

  private void fill(SpaceIndex index, Random random) {
    for (int i = 0; i < STUDIES; i++) {
      StudyEntry study = study("s" + i, random);
      UnitVector vector = UnitVector.of(TestEvents.random(random, WIDTH));
      studies.add(study);
      vectors.put(study.studyId(), vector);
      index.put(study, vector);
      if (i % 700 == 0) {
        index.refresh(); // So that there are several segments.
      }
    }
    for (StudyEntry study : List.copyOf(studies)) {
      if (random.nextInt(20) == 0) {
        studies.remove(study);
        index.remove(study.studyId());
      }
    }
    index.refresh();
  }

  private static StudyEntry study(String id, Random random) {
    StudyFacts facts =
        new StudyFacts(
            pick(random, "oslo", "oslo", "bergen", "open"),
            pick(random, StudyKind.SKIN, StudyKind.CHEST_XRAY),
            DAY.plusSeconds(random.nextInt(100) * 86_400L),
            Set.of(pick(random, ImageRole.CLINICAL, ImageRole.DERMOSCOPIC)),
            List.of("image" + random.nextInt(STUDIES)),
            maybe(random, pick(random, "female", "male")),
            maybe(random, random.nextInt(90)),
            maybe(random, pick(random, "back", "face")),
            maybe(random, "p" + random.nextInt(STUDIES / 4)),
            maybe(random, pick(random, "X-1", "X-2")),
            maybe(random, random.nextInt(5) > 0),
            Optional.empty());
    Map<String, CaseVerdict> verdicts =
        random.nextInt(4) == 0 ? Map.of() : Map.of("ann", verdict(random));
    return new StudyEntry(
        id, Optional.of(facts), 1, Set.of(), Optional.empty(), Set.of(), verdicts, Standing.OPEN);
  }

  private static CaseVerdict verdict(Random random) {
    Map<String, Boolean> findings =
        Map.of(pick(random, "Melanoma", "Naevus"), random.nextBoolean());
    return new CaseVerdict("v", Optional.empty(), findings, DAY, false);
  }

  private Likeness like(Random random) {
    UnitVector vector = UnitVector.of(TestEvents.random(random, WIDTH));
    if (random.nextBoolean()) {
      return Likeness.to(vector);
    }
    List<StudyEntry> all = List.copyOf(studies);
    return Likeness.to(vector, all.get(random.nextInt(all.size())));
  }

  private static CaseFilter filter(Random random) {
    int day = random.nextInt(60);
    return new CaseFilter(
        seldom(random, StudyKind.SKIN),
        seldom(random, ImageRole.DERMOSCOPIC),
        seldom(random, "melanoma"),
        seldom(random, "Naevus"),
        seldom(random, "BACK"),
        seldom(random, "female"),
        seldom(random, new AgeBand(20, 60)),
        seldom(random, "oslo"),
        seldom(random, "X-1"),
        seldom(random, DAY.plusSeconds(day * 86_400L)),
        seldom(random, DAY.plusSeconds((day + 30) * 86_400L)),
        random.nextInt(4) > 0);
  }

  private static Visibility visibility(Random random) {
    return new Visibility(
        pick(random, "oslo", "bergen"),
        random.nextBoolean() ? Set.of("open") : Set.of(),
        pick(random, Visibility.ConsentRule.values()));
  }

  private List<String> exact(Likeness like, CaseFilter filter, Visibility visibility) {
    return allowed(like, filter, visibility).stream()
        .sorted(Comparator.comparingDouble(id -> -cosine(like, id)))
        .limit(10)
        .toList();
  }

  private double cosine(Likeness like, String id) {
    return vectors.get(id).cosine(like.vector());
  }

  private Set<String> allowed(Likeness like, CaseFilter filter, Visibility visibility) {
    Set<String> allowed = new HashSet<>();
    for (StudyEntry study : studies) {
      StudyFacts facts = study.facts().orElseThrow();
      if (visibility.permits(facts) && passes(study, facts, filter) && !isOwn(like, study, facts)) {
        allowed.add(study.studyId());
      }
    }
    return allowed;
  }

  private static boolean isOwn(Likeness like, StudyEntry study, StudyFacts facts) {
    return like.study().equals(Optional.of(study.studyId()))
        || (like.patient().isPresent() && like.patient().equals(facts.patient()))
        || facts.images().stream().anyMatch(like.images()::contains);
  }

  private static boolean passes(StudyEntry study, StudyFacts facts, CaseFilter filter) {
    Map<String, Boolean> findings = study.verdict().map(CaseVerdict::findings).orElse(Map.of());
    List<Boolean> all = new ArrayList<>();
    all.add(study.verdict().isPresent() || !filter.onlyWithVerdict());
    filter.kind().ifPresent(kind -> all.add(facts.kind() == kind));
    filter.role().ifPresent(role -> all.add(facts.roles().contains(role)));
    filter.confirmed().ifPresent(f -> all.add(is(findings, f, true)));
    filter.excluded().ifPresent(f -> all.add(is(findings, f, false)));
    filter.bodySite().ifPresent(place -> all.add(same(facts.bodySite(), place)));
    filter.sex().ifPresent(sex -> all.add(same(facts.sex(), sex)));
    filter.site().ifPresent(site -> all.add(facts.site().equals(site)));
    filter.device().ifPresent(device -> all.add(same(facts.device(), device)));
    filter.from().ifPresent(from -> all.add(!facts.receivedAt().isBefore(from)));
    filter.until().ifPresent(until -> all.add(facts.receivedAt().isBefore(until)));
    filter
        .age()
        .ifPresent(
            band ->
                all.add(
                    facts.age().isPresent()
                        && facts.age().get() >= band.youngest()
                        && facts.age().get() <= band.oldest()));
    return !all.contains(false);
  }

  private static boolean is(Map<String, Boolean> findings, String finding, boolean present) {
    return findings.entrySet().stream()
        .anyMatch(e -> e.getKey().equalsIgnoreCase(finding) && e.getValue() == present);
  }

  private static boolean same(Optional<String> known, String wanted) {
    return known.filter(wanted::equalsIgnoreCase).isPresent();
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... of) {
    return of[random.nextInt(of.length)];
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value);
  }

  private static <T> Optional<T> seldom(Random random, T value) {
    return random.nextInt(6) == 0 ? Optional.of(value) : Optional.empty();
  }
}
