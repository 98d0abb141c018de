package org.vigil.ingest.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.schemas.event.StudyOrigin;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.Bucket;

class StudyOriginsTest {
  private static final SiteId OSLO = new SiteId("oslo");
  private static final SiteId BERGEN = new SiteId("bergen");
  private static final OriginWords SAID =
      new OriginWords(Optional.of("4711"), Optional.empty(), Optional.of(true));

  private final MemoryStore store = new MemoryStore();
  private final StudyOrigins origins = new StudyOrigins(store);

  private static String patient(Optional<StudyOrigin> origin) {
    return origin.orElseThrow().getPatient();
  }

  @Test
  void onePatientHasOneNameAlsoAfterARestartAndAnotherSitesPatientAnother() {
    String first = patient(origins.of(OSLO, SAID, Map.of()));
    assertEquals(first, patient(new StudyOrigins(store).of(OSLO, SAID, Map.of())));
    assertNotEquals(first, patient(origins.of(BERGEN, SAID, Map.of())));
    assertFalse(first.contains("4711"));
    assertTrue(first.matches("p[0-9a-f]{32}"));
  }

  @Test
  void withoutTheKeyTheNameCannotBeMadeAgain() {
    String other = patient(new StudyOrigins(new MemoryStore()).of(OSLO, SAID, Map.of()));
    assertNotEquals(other, patient(origins.of(OSLO, SAID, Map.of())));
    assertEquals(1, store.list(Bucket.IDENTITY, "_keys/").size());
  }

  @Test
  void aDicomFilesPatientCountsWhereTheSenderNamesNone() {
    Map<String, String> identity =
        Map.of("PatientID", "1", "ManufacturerModelName", "Dürr\nX-1", "PatientName", "Smith");
    StudyOrigin origin = origins.of(OSLO, OriginWords.NONE, identity).orElseThrow();
    assertEquals("D rr X-1", origin.getDevice());
    assertFalse(origin.toString().contains("Smith"));
    Map<String, String> issued = Map.of("PatientID", "1", "IssuerOfPatientID", "clinic");
    assertNotEquals(origin.getPatient(), patient(origins.of(OSLO, OriginWords.NONE, issued)));
  }

  @Test
  void ofWhomNothingIsKnownNothingIsSaid() {
    assertEquals(Optional.empty(), origins.of(OSLO, OriginWords.NONE, Map.of()));
    assertEquals(0, store.list(Bucket.IDENTITY, "").size());
  }
}
