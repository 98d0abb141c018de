package org.vigil.inference.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.djl.Device;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.inference.flow.BatchScorer;
import org.vigil.inference.flow.ComputeThread;
import org.vigil.inference.flow.DeviceDemand;
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
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.id.Sha256;

/** A bundle that comes later looks at what was scored before, and says nothing of anything else. */
class ArchiveEmbedderTest {
  private static final String SLOT = "chest-xray";

  @TempDir Path folder;

  private final Map<String, byte[]> pictures = new HashMap<>();
  private final Map<BundleRef, BundleFiles> shelf = new HashMap<>();
  private final PictureReader reader = new PictureReader(1_000_000);
  private final PictureWork work = new PictureWork(1 << 20, 1);
  private final ComputeThread compute = new ComputeThread("test-compute");
  private final DeviceDemand demand = new DeviceDemand();
  private final ModelDirectory models =
      new ModelDirectory(
          new BundleLoader(ref -> shelf.get(ref), Device.cpu()), Clock.systemUTC(), Duration.ZERO);
  private final ArchiveEmbedder embedder =
      new ArchiveEmbedder(
          models,
          image -> pictures.get(image.getObjectKey()),
          reader,
          work,
          compute,
          demand,
          Clock.systemUTC(),
          Duration.ofMillis(1));
  private BundleRef first;
  private BundleRef later;

  @BeforeEach
  void twoBundles() {
    first = shelve(TestBundles.committed(SLOT));
    later =
        shelve(
            TestBundles.withTemperature(
                TestBundles.committed(SLOT), "later", 2, folder.resolve("later")));
    promote(first, null);
  }

  @AfterEach
  void stop() {
    compute.close();
  }

  @Test
  void aStudyScoredBeforeTheShadowCameGetsTheShadowsWordAndKeepsAllElse() throws Exception {
    StudyScored recorded = score(1);
    assertNull(recorded.getShadow());
    promote(first, later);
    StudyScored event = embedded(embedder.embed(recorded, later));
    assertEquals("chest-xray/later", event.getShadow().getEmbeddingSpace());
    assertEquals(later, event.getShadow().getBundle());
    StudyScored together = score(1);
    assertEquals(together.getShadow().getEmbedding(), event.getShadow().getEmbedding());
    assertEquals(recorded.getOutcome(), event.getOutcome());
    assertEquals(recorded.getScoredAt(), event.getScoredAt());
    assertEquals(recorded.getStudyId(), event.getStudyId());
  }

  @Test
  void whatIsInTheSpaceAlreadyOrHasNoEmbeddingOrIsOfAnotherSlotIsPassedOver() throws Exception {
    promote(first, later);
    StudyScored both = score(1);
    assertEquals(ArchiveOutcome.NEEDLESS, embedder.embed(both, first));
    assertEquals(ArchiveOutcome.NEEDLESS, embedder.embed(both, later));
    StudyScored silent =
        StudyScored.newBuilder(both)
            .setShadow(null)
            .setOutcome(new Abstained("no-model", "nothing active", null))
            .build();
    assertEquals(ArchiveOutcome.NEEDLESS, embedder.embed(silent, later));
    StudyScored elsewhere = StudyScored.newBuilder(both).setShadow(null).setSlot("tongue").build();
    assertEquals(ArchiveOutcome.NEEDLESS, embedder.embed(elsewhere, later));
  }

  @Test
  void aStudyOnItsWayGoesBeforeTheArchive() throws Exception {
    StudyScored recorded = score(1);
    promote(first, later);
    demand.wantedBy(1);
    assertEquals(ArchiveOutcome.POSTPONED, embedder.embed(recorded, later));
    demand.wantedBy(0);
    embedded(embedder.embed(recorded, later));
  }

  @Test
  void aBundleThatIsNoLongerInUseSaysNothing() throws Exception {
    StudyScored recorded = score(1);
    assertEquals(ArchiveOutcome.POSTPONED, embedder.embed(recorded, later));
  }

  @Test
  void aPictureThatIsAnotherNowIsNotEmbedded() throws Exception {
    StudyScored recorded = score(1);
    promote(first, later);
    pictures.replaceAll((key, png) -> TestStudies.radiograph(2));
    assertInstanceOf(ArchiveOutcome.Silent.class, embedder.embed(recorded, later));
  }

  private static StudyScored embedded(ArchiveOutcome outcome) {
    return assertInstanceOf(ArchiveOutcome.Embedded.class, outcome).event();
  }

  private StudyScored score(int seed) throws InterruptedException {
    RoutingRule rule = new RoutingRule(StudyKind.CHEST_XRAY, Set.of(), Set.of(), Set.of(), SLOT);
    byte[] png = TestStudies.radiograph(seed);
    NormalisedImage image = TestStudies.missing(ImageRole.FRONTAL, Sha256.of(png));
    pictures.put(image.getObjectKey(), png);
    PreparedStudy prepared =
        new StudyPreparer(new Router(List.of(rule)), models, reader, work)
            .prepare(TestStudies.chestXray(Priority.ROUTINE, image), i -> png);
    try {
      StudyScored event =
          ScoredEvent.of(
              new BatchScorer(8, Clock.systemUTC(), System::nanoTime)
                  .score(List.of((PreparedStudy.Scorable) prepared))
                  .get(0),
              Instant.parse("2026-01-02T03:04:05Z"));
      assertInstanceOf(Scored.class, event.getOutcome());
      return event;
    } finally {
      prepared.release();
    }
  }

  private void promote(BundleRef active, BundleRef shadow) {
    models.apply(
        BundlePromoted.newBuilder()
            .setSlot(SLOT)
            .setActive(active)
            .setShadow(shadow)
            .setBy("test")
            .setPromotedAt(Instant.EPOCH)
            .build());
  }

  private BundleRef shelve(Path bundle) {
    BundleRef ref = Bundle.read(BundleFiles.in(bundle)).ref();
    shelf.put(ref, BundleFiles.in(bundle));
    return ref;
  }
}
