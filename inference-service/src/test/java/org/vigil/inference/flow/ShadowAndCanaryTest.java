package org.vigil.inference.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import org.vigil.inference.study.StudyResult;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.id.Sha256;

/** What a slot's shadow and canary do to the scores: the shadow nothing, the canary its share. */
class ShadowAndCanaryTest {
  private static final String SLOT = "chest-xray";

  @TempDir static Path folder;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Map<BundleRef, BundleFiles> shelf;
  private BundleRef active;
  private BundleRef other;
  private ModelDirectory directory;
  private BundleMetrics metrics;

  @BeforeEach
  void twoBundlesOfOneSlot() {
    Path committed = TestBundles.committed(SLOT);
    Path changed = folder.resolve("other");
    if (!changed.toFile().exists()) {
      TestBundles.withTemperature(committed, "1.0.0-other", 1000, changed);
    }
    active = ref(committed);
    other = ref(changed);
    shelf = Map.of(active, BundleFiles.in(committed), other, BundleFiles.in(changed));
    directory =
        new ModelDirectory(
            new BundleLoader(shelf::get, Device.cpu()), Clock.systemUTC(), Duration.ZERO);
    metrics = new BundleMetrics(meters, directory::slots, Clock.systemUTC());
  }

  @Test
  void aShadowIsScoredAndRecordedAndNeverShown() throws Exception {
    directory.apply(promoted().setShadow(other).build());
    StudyScored event = score(study(1));
    Scored shown = (Scored) event.getOutcome();
    assertEquals(active, shown.getBundle());
    assertEquals(other, event.getShadow().getBundle());
    // A temperature this high leaves every finding undecided: the two must differ.
    assertEquals(0.5, event.getShadow().getFindings().get(0).getScore(), 0.02);
    directory.apply(promoted().build());
    StudyScored alone = score(study(1));
    assertNull(alone.getShadow());
    assertEquals(shown.getFindings(), ((Scored) alone.getOutcome()).getFindings());
  }

  @Test
  void aCanaryIsShownForItsShareOfTheStudiesAndAlwaysForTheSameOnes() throws Exception {
    directory.apply(promoted().setCanary(other).setCanaryShare(0.3).build());
    List<String> chosen = new ArrayList<>();
    int studies = 60;
    for (int i = 0; i < studies; i++) {
      StudyReady study = study(i);
      BundleRef by = ((Scored) score(study).getOutcome()).getBundle();
      assertEquals(by, ((Scored) score(study).getOutcome()).getBundle());
      if (by.equals(other)) {
        chosen.add(study.getStudyId());
      }
    }
    long expected =
        IntStream.range(0, studies)
            .mapToObj(i -> study(i).getStudyId())
            .filter(
                id -> Long.parseLong(Sha256.of(id).hex().substring(0, 8), 16) < 0.3 * (1L << 32))
            .count();
    assertEquals(expected, chosen.size());
    assertTrue(expected > 5 && expected < studies / 2, "a share of " + expected);
    assertEquals(2.0 * expected, count("vigil_inference_bundle_studies_total", "part", "canary"));
  }

  @Test
  void agreementAndLatencyAreCountedPerBundleAndForgottenWithIt() throws Exception {
    directory.apply(promoted().setShadow(other).build());
    for (int i = 0; i < 5; i++) {
      score(study(i));
    }
    assertEquals(5, count("vigil_inference_bundle_studies_total", "part", "active"));
    assertEquals(5, count("vigil_inference_bundle_studies_total", "part", "shadow"));
    double findings =
        meters.find("vigil_inference_shadow_findings_total").counters().stream()
            .mapToDouble(counter -> counter.count())
            .sum();
    assertEquals(5.0 * Bundle.read(shelf.get(active)).manifest().findings().size(), findings);
    assertTrue(meters.get("vigil_inference_shadow_difference_ratio").summary().max() > 0.01);
    assertEquals(
        5,
        meters.get("vigil_inference_bundle_compute_seconds").tag("part", "shadow").timer().count());

    directory.apply(promoted().setActive(other).build());
    score(study(1));
    assertTrue(
        meters.getMeters().stream()
            .noneMatch(meter -> active.getVersion().equals(meter.getId().getTag("version"))));
    assertFalse(meters.find("vigil_inference_bundle_studies_total").counters().isEmpty());
  }

  private double count(String name, String tag, String value) {
    return meters.find(name).tag(tag, value).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private StudyScored score(StudyReady study) throws InterruptedException {
    RoutingRule rule = new RoutingRule(StudyKind.CHEST_XRAY, Set.of(), Set.of(), Set.of(), SLOT);
    StudyPreparer preparer =
        new StudyPreparer(
            new Router(List.of(rule)),
            directory,
            new PictureReader(1_000_000),
            new PictureWork(1 << 20, 1));
    PreparedStudy prepared = preparer.prepare(study, image -> picture(image.getImageId()));
    try {
      StudyResult result =
          new BatchScorer(8, Clock.systemUTC(), System::nanoTime)
              .score(List.of((PreparedStudy.Scorable) prepared))
              .get(0);
      metrics.scored((StudyResult.Answered) result);
      return ScoredEvent.of(result, Instant.now());
    } finally {
      prepared.release();
    }
  }

  /** The picture that an image of {@link #study} is of. */
  private static byte[] picture(String imageId) {
    return IntStream.range(0, 60)
        .mapToObj(TestStudies::radiograph)
        .filter(png -> Sha256.of(png).hex().equals(imageId))
        .findFirst()
        .orElseThrow();
  }

  private static StudyReady study(int seed) {
    return StudyReady.newBuilder(
            TestStudies.chestXray(
                Priority.ROUTINE,
                TestStudies.missing(ImageRole.FRONTAL, Sha256.of(TestStudies.radiograph(seed)))))
        .setStudyId("study-" + seed)
        .build();
  }

  private BundlePromoted.Builder promoted() {
    return BundlePromoted.newBuilder()
        .setSlot(SLOT)
        .setActive(active)
        .setBy("test")
        .setPromotedAt(Instant.EPOCH);
  }

  private static BundleRef ref(Path bundle) {
    return Bundle.read(BundleFiles.in(bundle)).ref();
  }
}
