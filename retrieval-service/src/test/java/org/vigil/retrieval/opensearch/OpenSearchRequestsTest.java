package org.vigil.retrieval.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.Standing;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.StudyFacts;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.retrieval.index.CaseIndex;
import org.vigil.retrieval.index.Neighbour;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;

/** What we ask a cluster, beside the requests that its documentation shows. */
class OpenSearchRequestsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("chest-xray", "1.0-RC");
  private static final String INDEX = "/" + OpenSearchIndexes.name(SPACE);
  private static final UnitVector EAST = UnitVector.of(new float[] {1, 0, 0});
  private static final Visibility OSLO =
      new Visibility("oslo", Set.of("open"), Visibility.ConsentRule.ACROSS_SITES);

  private FakeCluster cluster;
  private OpenSearchIndexes indexes;
  private CaseIndex index;

  @BeforeEach
  void anEmptyCluster() throws IOException {
    cluster = new FakeCluster();
    cluster.answers(
        "PUT " + INDEX,
        200,
        "{\"acknowledged\":true,\"shards_acknowledged\":true,\"index\":\"x\"}");
    cluster.answers("POST " + INDEX + "/_bulk", 200, bulkAnswer(false));
    cluster.answers("POST " + INDEX + "/_search", 200, text("knn-answer.json"));
    indexes = OpenSearchIndexes.connect(new TestCluster(cluster.url()));
    index = indexes.open(SPACE);
  }

  @AfterEach
  void close() {
    indexes.close();
    cluster.close();
  }

  private static String bulkAnswer(boolean errors) {
    return "{\"took\":3,\"errors\":%s,\"items\":[]}".formatted(errors);
  }

  private static StudyEntry study(String id) {
    StudyFacts facts =
        new StudyFacts(
            "oslo",
            StudyKind.CHEST_XRAY,
            Instant.EPOCH,
            Set.of(ImageRole.FRONTAL),
            List.of("i1"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new StudyEntry(
        id, Optional.of(facts), 1, Set.of(), Optional.empty(), Set.of(), Map.of(), Standing.OPEN);
  }

  @Test
  void theFirstVectorMakesTheIndexAndChangesGoInOneBulk() throws IOException {
    index.put(study("a"), EAST);
    index.remove("b");
    assertEquals(json("create-index.json"), JSON.readTree(only("PUT " + INDEX)));
    index.refresh();
    index.refresh();
    String[] sent = only("POST " + INDEX + "/_bulk").strip().split("\n");
    String[] documented = text("bulk.ndjson").strip().split("\n");
    assertEquals(documented.length, sent.length);
    for (int i = 0; i < sent.length; i++) {
      assertEquals(JSON.readTree(documented[i]), JSON.readTree(sent[i]));
    }
  }

  @Test
  void aLookUpIsAFilteredNearestNeighbourQuery() throws IOException {
    index.put(study("a"), EAST);
    CaseFilter filter =
        new CaseFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.of("Pneumonia"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new CaseFilter.AgeBand(40, 60)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true);
    List<Neighbour> found = index.nearest(Likeness.to(EAST, study("a")), 2, filter, OSLO);
    assertEquals(json("knn-search.json"), JSON.readTree(only("POST " + INDEX + "/_search")));
    assertEquals(List.of("c", "d"), found.stream().map(Neighbour::studyId).toList());
    assertEquals(1, found.get(0).similarity(), 1e-9);
    assertEquals(0.6, found.get(1).similarity(), 1e-9);
  }

  @Test
  void aSampleIsDrawnAtRandomFromTheConfirmed() throws IOException {
    index.put(study("a"), EAST);
    assertEquals(List.of("c", "d"), index.sample(5));
    assertEquals(json("sample.json"), JSON.readTree(only("POST " + INDEX + "/_search")));
  }

  @Test
  void aBulkOfWhichAnythingFailsIsNoCommitAndIsSentAgain() {
    cluster.answers("POST " + INDEX + "/_bulk", 200, bulkAnswer(true));
    index.put(study("a"), EAST);
    assertThrows(UncheckedIOException.class, index::commit);
    cluster.answers("POST " + INDEX + "/_bulk", 200, bulkAnswer(false));
    index.commit();
    List<String> sent = cluster.bodies("POST " + INDEX + "/_bulk");
    assertEquals(2, sent.size());
    assertEquals(sent.get(0), sent.get(1));
  }

  @Test
  void aClusterThatDoesNotAnswerIsAFailureOfTheDisk() {
    index.put(study("a"), EAST);
    cluster.answers(
        "POST " + INDEX + "/_search",
        503,
        "{\"error\":{\"type\":\"x\",\"reason\":\"y\"},\"status\":503}");
    assertThrows(
        UncheckedIOException.class,
        () -> index.nearest(Likeness.to(EAST), 2, CaseFilter.CONFIRMED, OSLO));
    cluster.close();
    assertThrows(
        UncheckedIOException.class,
        () -> index.nearest(Likeness.to(EAST), 2, CaseFilter.CONFIRMED, OSLO));
  }

  @Test
  void spacesWhoseNamesDifferInCapitalsHaveIndexesOfTheirOwn() {
    assertEquals("/vigil-chest-xray-1.0-rc-", INDEX.substring(0, 25));
    String other = OpenSearchIndexes.name(new EmbeddingSpace("chest-xray", "1.0-rc"));
    assertEquals(false, INDEX.substring(1).equals(other));
  }

  private String only(String what) {
    List<String> bodies = cluster.bodies(what);
    assertEquals(1, bodies.size(), what);
    return bodies.getFirst();
  }

  private static JsonNode json(String file) throws IOException {
    return JSON.readTree(text(file));
  }

  private static String text(String file) throws IOException {
    try (InputStream in = OpenSearchRequestsTest.class.getResourceAsStream("/opensearch/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
