package org.vigil.training.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigil.training.feedback.TestStudies.id;
import static org.vigil.training.feedback.TestStudies.labelled;
import static org.vigil.training.feedback.TestStudies.ready;
import static org.vigil.training.feedback.TestStudies.verdict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.training.feedback.CasePart;
import org.vigil.training.feedback.CaseParts;
import org.vigil.training.feedback.LabelledCase;
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
    DataSet data = all(CasePart.TRAIN).draw(manifest, List.of(labelled(1, true, true, false)));
    DataSet.Item item = data.items().get(0);
    assertEquals(2 / 3.0, item.targets().get(0), 1e-12);
    assertEquals(List.of(true), item.present());
    assertEquals(Map.of("site", "st-olav", "sex", "female", "age-band", "60-79"), item.strata());
  }

  @Test
  void whatReadersDoNotDecideIsLeftOutAndCounted() {
    DataSet data =
        all(CasePart.TRAIN).draw(manifest, List.of(labelled(1, true, false), labelled(2, true)));
    assertEquals(1, data.items().size());
    assertEquals(Map.of("as many readers say present as absent", 1), data.leftOut());
  }

  @Test
  void everyPictureIsLearntFromButOneStandsForAStudyInAComparison() {
    LabelledCase twoPictures =
        LabelledCase.unknown(id(1)).with(ready(id(1), 2)).with(verdict(id(1), "ann", true, 1));
    assertEquals(2, all(CasePart.TRAIN).draw(manifest, List.of(twoPictures)).items().size());
    assertEquals(1, all(CasePart.TEST).draw(manifest, List.of(twoPictures)).items().size());
    assertEquals(1, all(CasePart.AUDIT).draw(manifest, List.of(twoPictures)).items().size());
  }

  @Test
  void theManifestIsNamedByItsBytesAndChangesWithTheLabels() {
    FeedbackDataSets sets = all(CasePart.TRAIN);
    DataSet one = sets.draw(manifest, List.of(labelled(1, true)));
    assertEquals(one.digest(), sets.draw(manifest, List.of(labelled(1, true))).digest());
    assertFalse(one.digest().equals(sets.draw(manifest, List.of(labelled(1, false))).digest()));
    MemoryStore store = new MemoryStore();
    Sha256 digest = new DataSetFiles(store).keep(one);
    assertEquals(digest, Sha256.of(store.get(ObjectKeys.dataset(digest))));
  }

  @Test
  void anAlteredOrLostPictureIsNotFetched() throws Exception {
    DataSet data =
        all(CasePart.TRAIN).draw(manifest, List.of(labelled(1, true), labelled(2, true)));
    MemoryStore store = new MemoryStore();
    String key = data.items().get(0).objectKey();
    store.put(ObjectKeys.images(key), new byte[] {1}, "image/png");
    new DataSetFiles(store).fetch(data, folder.resolve("pictures"));
    try (var files = Files.list(folder.resolve("pictures"))) {
      assertTrue(files.findAny().isEmpty());
    }
  }
}
