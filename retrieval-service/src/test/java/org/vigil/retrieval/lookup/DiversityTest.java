package org.vigil.retrieval.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.index.Neighbour;

class DiversityTest {
  private static final UnitVector ASKED = UnitVector.of(List.of(1f, 0f, 0f));

  /** Two that are nearly the same, and one a little farther off on another side. */
  private static final List<Diversity.Candidate> CANDIDATES =
      List.of(
          candidate("first", List.of(0.95f, 0.31f, 0f)),
          candidate("twin", List.of(0.949f, 0.313f, 0.01f)),
          candidate("other", List.of(0.9f, -0.43f, 0f)));

  private static Diversity.Candidate candidate(String id, List<Float> at) {
    UnitVector vector = UnitVector.of(at);
    return new Diversity.Candidate(new Neighbour(id, ASKED.cosine(vector)), vector);
  }

  private static List<String> chosen(double diversity) {
    return Diversity.choose(CANDIDATES, 2, diversity).stream().map(Neighbour::studyId).toList();
  }

  @Test
  void withoutDiversityTheNearestAreChosen() {
    assertEquals(List.of("first", "twin"), chosen(0));
  }

  @Test
  void withDiversityATwinGivesWayToAnother() {
    assertEquals(List.of("first", "other"), chosen(0.5));
  }

  @Test
  void noMoreAreChosenThanThereAre() {
    assertEquals(3, Diversity.choose(CANDIDATES, 10, 1).size());
  }
}
