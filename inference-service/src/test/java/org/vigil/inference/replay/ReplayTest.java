package org.vigil.inference.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.inference.flow.BatchScorer;
import org.vigil.inference.model.BundleLoader;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.inference.routing.Router;
import org.vigil.inference.routing.RoutingRule;
import org.vigil.inference.stack.TestBundles;
import org.vigil.inference.stack.TestStudies;
import org.vigil.inference.study.PictureReader;
import org.vigil.inference.study.PictureWork;
import org.vigil.inference.study.PreparedStudy;
import org.vigil.inference.study.ScoredEvent;
import org.vigil.inference.study.StudyPreparer;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.id.Sha256;

/** Recorded results, recomputed: the same where nothing was touched, told where something was. */
class ReplayTest {
  private static final String SLOT = "chest-xray";

  @TempDir Path folder;

  private final Map<String, byte[]> pictures = new HashMap<>();
  private final Map<BundleRef, BundleFiles> bundles = new HashMap<>();
  private final PictureReader reader = new PictureReader(1_000_000);
  private final Replay replay = new Replay(loader(), this::picture, reader);

  @Test
  void aResultOfTwoImagesAndAShadowComesOutAsRecorded() throws Exception {
    BundleRef active = shelve(TestBundles.committed(SLOT));
    BundleRef shadow = shelve(other());
    StudyScored recorded = record(active, shadow, 1, 2);
    Map<String, ReplayOutcome> outcomes = replay.of(recorded);
    assertEquals(
        Set.of("chest-xray/" + active.getVersion(), "chest-xray/other (shadow)"),
        outcomes.keySet());
    for (ReplayOutcome outcome : outcomes.values()) {
      assertTrue(assertInstanceOf(ReplayOutcome.Same.class, outcome).worst() <= 1e-6);
    }
  }

  @Test
  void aRecordedNumberThatIsAnotherIsTold() throws Exception {
    StudyScored recorded = record(shelve(TestBundles.committed(SLOT)), null, 1);
    FindingScore finding = ((Scored) recorded.getOutcome()).getFindings().get(0);
    finding.put("score", finding.getScore() + 2e-4);
    ReplayOutcome outcome = only(recorded);
    List<String> told = assertInstanceOf(ReplayOutcome.Different.class, outcome).differences();
    assertEquals(1, told.size());
    assertTrue(told.get(0).startsWith("Pneumonia: recorded "), told.get(0));
  }

  @Test
  void aPictureThatIsGoneOrAnotherIsToldAndNeverComparedWith() throws Exception {
    StudyScored recorded = record(shelve(TestBundles.committed(SLOT)), null, 1, 2);
    pictures.put(recorded.getImages().get(0).getObjectKey(), TestStudies.radiograph(9));
    assertInstanceOf(ReplayOutcome.Impossible.class, only(recorded));
  }

  @Test
  void aBundleThatIsGoneIsTold() throws Exception {
    BundleRef active = shelve(TestBundles.committed(SLOT));
    StudyScored recorded = record(active, null, 1);
    bundles.put(active, name -> new byte[0]);
    assertInstanceOf(ReplayOutcome.Impossible.class, only(recorded));
  }

  @Test
  void aSilenceHasNothingToCompare() throws Exception {
    StudyScored recorded = record(shelve(TestBundles.committed(SLOT)), null, 1);
    recorded.put("outcome", new Abstained("no-model", "none", null));
    assertTrue(replay.of(recorded).isEmpty());
  }

  private ReplayOutcome only(StudyScored recorded) throws InterruptedException {
    return replay.of(recorded).values().iterator().next();
  }

  private StudyScored record(BundleRef active, BundleRef shadow, int... seeds) throws Exception {
    ModelDirectory models = new ModelDirectory(loader(), Clock.systemUTC(), Duration.ZERO);
    models.apply(
        BundlePromoted.newBuilder()
            .setSlot(SLOT)
            .setActive(active)
            .setShadow(shadow)
            .setBy("test")
            .setPromotedAt(Instant.EPOCH)
            .build());
    RoutingRule rule = new RoutingRule(StudyKind.CHEST_XRAY, Set.of(), Set.of(), Set.of(), SLOT);
    PreparedStudy prepared =
        new StudyPreparer(new Router(List.of(rule)), models, reader, new PictureWork(1 << 20, 1))
            .prepare(study(seeds), this::picture);
    try {
      return ScoredEvent.of(
          new BatchScorer(8, Clock.systemUTC(), System::nanoTime)
              .score(List.of((PreparedStudy.Scorable) prepared))
              .get(0),
          Instant.now());
    } finally {
      prepared.release();
    }
  }

  private StudyReady study(int... seeds) {
    List<NormalisedImage> images = new ArrayList<>();
    for (int seed : seeds) {
      byte[] png = TestStudies.radiograph(seed);
      images.add(TestStudies.missing(ImageRole.FRONTAL, Sha256.of(png)));
      pictures.put(images.getLast().getObjectKey(), png);
    }
    return TestStudies.chestXray(Priority.ROUTINE, images.toArray(NormalisedImage[]::new));
  }

  private byte[] picture(NormalisedImage image) {
    return pictures.get(image.getObjectKey());
  }

  private BundleLoader loader() {
    return new BundleLoader(ref -> bundles.get(ref), Device.cpu());
  }

  private BundleRef shelve(Path bundle) {
    BundleRef ref = Bundle.read(BundleFiles.in(bundle)).ref();
    bundles.put(ref, BundleFiles.in(bundle));
    return ref;
  }

  private Path other() {
    return TestBundles.withTemperature(
        TestBundles.committed(SLOT), "other", 2, folder.resolve("other"));
  }
}
