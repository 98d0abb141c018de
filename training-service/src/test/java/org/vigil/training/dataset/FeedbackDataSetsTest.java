package org.vigil.training.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigil.training.feedback.TestStudies.START;
import static org.vigil.training.feedback.TestStudies.id;
import static org.vigil.training.feedback.TestStudies.labelled;
import static org.vigil.training.feedback.TestStudies.ready;
import static org.vigil.training.feedback.TestStudies.verdict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.training.feedback.CasePart;
import org.vigil.training.feedback.CaseParts;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.PoolQuery;
import org.vigil.training.registry.TestBundles;

class FeedbackDataSetsTest {
  @TempDir Path folder;
  private BundleManifest manifest;

  @BeforeEach
  void aBundle() {
    manifest = TestBundles.write(folder, "chest-xray", "1.0", 1).manifest();
  }

  private static FeedbackDataSets all(CasePart part) {
    return new FeedbackDataSets(
        switch (part) {
          case TRAIN -> new CaseParts(0, 0, 0, 1);
          case VALIDATION -> new CaseParts(1, 0, 0, 1);
          case TEST -> new CaseParts(0, 1, 0, 1);
          case AUDIT -> new CaseParts(0, 0, 1, 1);
        });
  }

  @Test
  void targetsAreTheShareOfReadersAndTruthIsTheMajority() {
    DataSet data =
        all(CasePart.TRAIN).draw(manifest, List.of(labelled(1, true, true, false)), PoolQuery.ALL);
    DataSet.Item item = data.items().get(0);
    assertEquals(2 / 3.0, item.targets().get(0), 1e-12);
    assertEquals(List.of(true), item.present());
    assertEquals(Map.of("site", "st-olav", "sex", "female", "age-band", "60-79"), item.strata());
  }

  @Test
  void whatReadersDoNotDecideIsLeftOutAndCounted() {
    DataSet data =
        all(CasePart.TRAIN)
            .draw(manifest, List.of(labelled(1, true, false), labelled(2, true)), PoolQuery.ALL);
    assertEquals(1, data.items().size());
    assertEquals(Map.of("as many readers say present as absent", 1), data.leftOut());
  }

  @Test
  void everyPictureIsLearntFromButOneStandsForAStudyInAComparison() {
    LabelledCase twoPictures =
        LabelledCase.unknown(id(1)).with(ready(id(1), 2)).with(verdict(id(1), "ann", true, 1));
    assertEquals(
        2, all(CasePart.TRAIN).draw(manifest, List.of(twoPictures), PoolQuery.ALL).items().size());
    assertEquals(
        1, all(CasePart.TEST).draw(manifest, List.of(twoPictures), PoolQuery.ALL).items().size());
    assertEquals(
        1, all(CasePart.AUDIT).draw(manifest, List.of(twoPictures), PoolQuery.ALL).items().size());
  }

  @Test
  void aPictureThatComesOnceMoreWithAnotherStudyStaysInThePartItWasInFirst() {
    CaseParts parts = new CaseParts(0.2, 0.2, 0.1, 1);
    FeedbackDataSets sets = new FeedbackDataSets(parts);
    List<LabelledCase> pool = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      pool.add(labelled(i, i % 2 == 0));
      pool.add(sentAgain(i, i % 2 == 0));
    }
    DataSet data = sets.draw(manifest, pool, PoolQuery.ALL);
    Map<String, Set<CasePart>> partsOf = new HashMap<>();
    data.items()
        .forEach(
            item ->
                partsOf.computeIfAbsent(item.sha256(), sha -> new HashSet<>()).add(item.part()));
    assertEquals(40, partsOf.size());
    assertTrue(partsOf.values().stream().allMatch(in -> in.size() == 1));
    for (int i = 0; i < 40; i++) { // The first one's part, also where only the second is wanted.
      String sha = labelled(i, true).facts().orElseThrow().images().get(0).sha256();
      assertEquals(Set.of(parts.of(labelled(i, true))), partsOf.get(sha));
    }
    int strangers = data.leftOut().get("its pictures came first with a study of another part");
    assertTrue(strangers > 5, data.leftOut()::toString);
    assertEquals(80 - strangers, data.items().size());
  }

  /** The same picture an hour later, under a StudyId of its own. */
  private static LabelledCase sentAgain(int number, boolean present) {
    String again = id(1_000 + number);
    StudyReady event = ready(again, 1);
    event.put("images", ready(id(number), 1).getImages());
    event.put("receivedAt", START.plusSeconds(3_600));
    return LabelledCase.unknown(again).with(event).with(verdict(again, "ann", present, 90));
  }

  @Test
  void theManifestIsNamedByItsBytesAndChangesWithTheLabels() {
    FeedbackDataSets sets = all(CasePart.TRAIN);
    DataSet one = sets.draw(manifest, List.of(labelled(1, true)), PoolQuery.ALL);
    assertEquals(
        one.digest(), sets.draw(manifest, List.of(labelled(1, true)), PoolQuery.ALL).digest());
    assertFalse(
        one.digest()
            .equals(sets.draw(manifest, List.of(labelled(1, false)), PoolQuery.ALL).digest()));
    MemoryStore store = new MemoryStore();
    Sha256 digest = new DataSetFiles(store).keep(one);
    assertEquals(digest, Sha256.of(store.get(ObjectKeys.dataset(digest))));
  }

  @Test
  void anAlteredOrLostPictureIsNotFetched() throws Exception {
    DataSet data =
        all(CasePart.TRAIN)
            .draw(manifest, List.of(labelled(1, true), labelled(2, true)), PoolQuery.ALL);
    MemoryStore store = new MemoryStore();
    String key = data.items().get(0).objectKey();
    store.put(ObjectKeys.images(key), new byte[] {1}, "image/png");
    new DataSetFiles(store).fetch(data, folder.resolve("pictures"));
    try (var files = Files.list(folder.resolve("pictures"))) {
      assertTrue(files.findAny().isEmpty());
    }
  }
}
