package org.vigil.retrieval.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.CaseVerdict;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.Standing;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.StudyFacts;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;

/** The laws of {@link CaseIndex}, for every engine. */
public abstract class CaseIndexContract {
  private static final Visibility OSLO =
      new Visibility("oslo", Set.of("open"), Visibility.ConsentRule.ACROSS_SITES);
  private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");
  private static final UnitVector EAST = UnitVector.of(new float[] {1, 0, 0});
  private static final UnitVector NORTH = UnitVector.of(new float[] {0, 1, 0});

  private final EmbeddingSpace space =
      new EmbeddingSpace("chest-xray", "Contract-" + System.nanoTime());
  private CaseIndexes indexes;
  private CaseIndex index;

  /** Where indexes are made that nobody else uses. */
  protected abstract CaseIndexes indexes();

  @BeforeEach
  void open() {
    indexes = indexes();
    index = indexes.open(space);
  }

  @AfterEach
  void close() {
    index.close();
    indexes.close();
  }

  private static StudyEntry study(String id, String site, Optional<String> patient, boolean read) {
    StudyFacts facts =
        new StudyFacts(
            site,
            StudyKind.CHEST_XRAY,
            DAY,
            Set.of(ImageRole.FRONTAL),
            List.of("image-of-" + id),
            Optional.of("female"),
            Optional.of(50),
            Optional.of("chest"),
            patient,
            Optional.of("X-1"),
            Optional.of(true),
            Optional.empty());
    CaseVerdict verdict =
        new CaseVerdict("v", Optional.empty(), Map.of("Pneumonia", true), DAY, false);
    return new StudyEntry(
        id,
        Optional.of(facts),
        1,
        Set.of(),
        Optional.empty(),
        Set.of(),
        read ? Map.of("ann", verdict) : Map.of(),
        Standing.OPEN);
  }

  private void put(String id, UnitVector vector) {
    index.put(study(id, "oslo", Optional.of("p-" + id), true), vector);
  }

  private List<String> found(Likeness like) {
    return index.nearest(like, 10, CaseFilter.CONFIRMED, OSLO).stream()
        .map(Neighbour::studyId)
        .toList();
  }

  @Test
  void anIndexThatHoldsNothingFindsNothing() {
    assertEquals(List.of(), found(Likeness.to(EAST)));
    assertEquals(Optional.empty(), index.width());
    assertEquals(Optional.empty(), index.vector("a"));
    assertEquals(0, index.size());
    assertEquals(List.of(), index.sample(5));
    index.remove("a");
    index.refresh();
    index.commit();
  }

  @Test
  void whatWasPutIsFoundNearestFirstWithItsCosine() {
    put("east", EAST);
    put("between", UnitVector.of(new float[] {3, 4, 0}));
    put("north", NORTH);
    index.refresh();
    List<Neighbour> near = index.nearest(Likeness.to(EAST), 2, CaseFilter.CONFIRMED, OSLO);
    assertEquals(List.of("east", "between"), near.stream().map(Neighbour::studyId).toList());
    assertEquals(1, near.get(0).similarity(), 1e-5);
    assertEquals(0.6, near.get(1).similarity(), 1e-5);
    assertEquals(Optional.of(3), index.width());
    assertEquals(3, index.size());
    assertEquals(1, index.vector("north").orElseThrow().cosine(NORTH), 1e-6);
  }

  @Test
  void puttingAgainReplacesAndRemovingTakesAway() {
    put("a", EAST);
    put("b", NORTH);
    index.refresh();
    put("a", NORTH);
    put("a", NORTH);
    index.remove("b");
    index.refresh();
    assertEquals(1, index.size());
    assertEquals(List.of("a"), found(Likeness.to(EAST)));
    assertEquals(1, index.vector("a").orElseThrow().cosine(NORTH), 1e-6);
    index.purge();
    assertEquals(1, index.size());
    assertEquals(Optional.empty(), index.vector("b"));
  }

  @Test
  void whoAsksAndTheSamePatientAreNoAnswer() {
    put("a", EAST);
    index.put(study("again", "oslo", Optional.of("p-a"), true), EAST);
    put("b", NORTH);
    index.refresh();
    StudyEntry asks = study("a", "oslo", Optional.of("p-a"), true);
    assertEquals(List.of("b"), found(Likeness.to(EAST, asks)));
  }

  @Test
  void onlyWhatMayBeSeenAndPassesIsFound() {
    put("own", EAST);
    index.put(study("unread", "oslo", Optional.empty(), false), EAST);
    index.put(study("foreign", "bergen", Optional.empty(), true), EAST);
    index.put(study("shared", "open", Optional.empty(), true), NORTH);
    index.refresh();
    assertEquals(List.of("own", "shared"), found(Likeness.to(EAST)));
    assertEquals(2, index.count(CaseFilter.CONFIRMED, OSLO));
    assertEquals(1, index.count(filter("site", "open"), OSLO));
    assertEquals(0, index.count(filter("from", "2026-01-02"), OSLO));
    assertEquals(2, index.count(filter("from", "2026-01-01"), OSLO));
    assertEquals(2, index.count(filter("age", ""), OSLO));
    assertEquals(2, index.count(filter("finding", "PNEUMONIA"), OSLO));
    assertEquals(Optional.of("finding"), index.unknownWord(filter("finding", "Scurvy")));
    assertEquals(Optional.empty(), index.unknownWord(filter("finding", "pneumonia")));
    assertEquals(Set.of("own", "shared", "foreign"), new TreeSet<>(index.sample(10)));
    assertEquals(2, index.sample(2).size());
  }

  /** The filter of confirmed cases with one thing more. */
  private static CaseFilter filter(String name, String value) {
    return new CaseFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.of(value).filter(v -> name.equals("finding")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new CaseFilter.AgeBand(40, 60)).filter(v -> name.equals("age")),
        Optional.of(value).filter(v -> name.equals("site")),
        Optional.empty(),
        Optional.of(value)
            .filter(v -> name.equals("from"))
            .map(day -> Instant.parse(day + "T00:00:00Z")),
        Optional.empty(),
        true);
  }

  @Test
  void whatWasCommittedIsThereWhenTheIndexIsOpenedAgain() {
    assertFalse(indexes.exists(space));
    put("a", EAST);
    index.refresh();
    index.commit();
    index.close();
    assertTrue(indexes.exists(space));
    index = indexes.open(space);
    assertEquals(List.of("a"), found(Likeness.to(EAST)));
  }

  @Test
  void amongManyTheNearestAreFound() {
    long seed = 7;
    Random random = new Random(seed);
    List<UnitVector> vectors =
        IntStream.range(0, 500).mapToObj(i -> UnitVector.of(TestEvents.random(random, 3))).toList();
    for (int i = 0; i < vectors.size(); i++) {
      put("s" + i, vectors.get(i));
    }
    index.refresh();
    int hits = 0;
    for (int query = 0; query < 20; query++) {
      UnitVector target = UnitVector.of(TestEvents.random(random, 3));
      Set<String> exact = new TreeSet<>();
      IntStream.range(0, vectors.size())
          .boxed()
          .sorted(
              (a, b) ->
                  Double.compare(vectors.get(b).cosine(target), vectors.get(a).cosine(target)))
          .limit(10)
          .forEach(i -> exact.add("s" + i));
      hits += (int) found(Likeness.to(target)).stream().filter(exact::contains).count();
    }
    assertTrue(hits >= 196, "seed " + seed + ": " + hits + " of 200");
  }
}
