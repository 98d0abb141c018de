package org.vigil.training.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.training.registry.RefusedException.Remedy;

class BundleRegistryTest {
  private static final String SLOT = "chest-xray";
  private static final Change ANN = Change.by("ann", "better");
  private static final String MANIFEST_OF_A = "vigil-models/bundles/chest-xray/a/manifest.json";

  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private final MemoryLog log = new MemoryLog();
  private final RegistryState state = new RegistryState();
  private final BundleRegistry registry =
      new BundleRegistry(
          new BundleArchive(store, Optional.empty()),
          state,
          log,
          Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

  @BeforeEach
  void registerThree() {
    List.of("a", "b", "c").forEach(version -> register(version, 1));
  }

  private boolean register(String version, long seed) {
    Path root = folder.resolve("seed-" + seed);
    Path place = root.resolve(SLOT).resolve(version);
    if (!Files.exists(place)) {
      TestBundles.write(root, SLOT, version, seed);
    }
    BundleFiles files = BundleFiles.in(place);
    return registry.register(Bundle.read(files), files);
  }

  @Test
  void registeringAgainAnnouncesNothing() {
    assertFalse(register("a", 1));
    assertEquals(3, log.bundles.size());
    assertEquals("Demonstration", log.bundles.get(0).getNotice());
  }

  @Test
  void aVersionNeverChanges() {
    byte[] before = store.objects.get(MANIFEST_OF_A);
    RefusedException e = assertThrows(RefusedException.class, () -> register("a", 2));
    assertEquals(Remedy.REPLACE_BUNDLE, e.remedy());
    assertEquals(before, store.objects.get(MANIFEST_OF_A));
  }

  @Test
  void aBundleWhoseUploadBreaksOffIsNeitherVisibleNorAnnounced() {
    store.putsBeforeFailure = 2;
    assertThrows(StoreUnavailableException.class, () -> register("d", 1));
    assertFalse(store.objects.containsKey("vigil-models/bundles/chest-xray/d/manifest.json"));
    assertEquals(3, log.bundles.size());

    store.putsBeforeFailure = Integer.MAX_VALUE;
    assertTrue(register("d", 1));
  }

  @Test
  void aBundleThatTheBrokerDidNotTakeIsAnnouncedByTheNextTry() {
    log.down = true;
    assertThrows(BrokerUnavailableException.class, () -> register("d", 1));
    log.down = false;
    assertTrue(register("d", 1));
    assertTrue(state.bundle(SLOT, "d").isPresent());
  }

  @Test
  void whatTheStoreLostIsStoredAgain() {
    store.objects.remove(MANIFEST_OF_A);
    register("a", 1);
    assertTrue(store.objects.containsKey(MANIFEST_OF_A));
  }

  @Test
  void rollingBackTwiceGoesBackTwoSteps() {
    List.of("a", "b", "c").forEach(version -> registry.activate(SLOT, version, ANN));
    assertEquals("b", active(registry.rollBack(SLOT, ANN)));
    assertEquals("a", active(registry.rollBack(SLOT, ANN)));
    assertRefused(Remedy.LOOK_AGAIN, () -> registry.rollBack(SLOT, ANN));
  }

  @Test
  void aShadowThatBecomesActiveLeavesTheShadow() {
    registry.activate(SLOT, "a", ANN);
    registry.shadow(SLOT, "b", ANN);
    SlotState next = registry.activate(SLOT, "b", ANN);
    assertEquals("b", active(next));
    assertEquals(Optional.empty(), next.shadow());
    assertEquals(List.of("a"), next.before());
  }

  @Test
  void aCanaryHasAShareAndGivesItUp() {
    registry.activate(SLOT, "a", ANN);
    assertEquals(0.1, registry.canary(SLOT, "b", 0.1, ANN).canaryShare());
    assertEquals(0, registry.shadow(SLOT, "b", ANN).canaryShare());
    assertRefused(Remedy.CORRECT_REQUEST, () -> registry.canary(SLOT, "b", 1, ANN));
    assertRefused(Remedy.CORRECT_REQUEST, () -> registry.canary(SLOT, "b", Double.NaN, ANN));
  }

  @Test
  void theActiveBundleIsNoShadowOfItself() {
    assertRefused(Remedy.LOOK_AGAIN, () -> registry.shadow(SLOT, "a", ANN));
    registry.activate(SLOT, "a", ANN);
    assertRefused(Remedy.LOOK_AGAIN, () -> registry.shadow(SLOT, "a", ANN));
    assertRefused(Remedy.LOOK_AGAIN, () -> registry.canary(SLOT, "a", 0.5, ANN));
  }

  @Test
  void decidingTheSameAgainWritesNothing() {
    registry.activate(SLOT, "a", ANN);
    registry.activate(SLOT, "a", ANN);
    assertEquals(1, log.slots.size());
  }

  @Test
  void unknownAndAlteredBundlesAreRefused() {
    assertRefused(Remedy.NAME_ANOTHER, () -> registry.activate(SLOT, "z", ANN));
    store.objects.put("vigil-models/bundles/chest-xray/a/weights.safetensors", new byte[] {1});
    assertRefused(Remedy.REPLACE_BUNDLE, () -> registry.activate(SLOT, "a", ANN));
    store.objects.remove("vigil-models/bundles/chest-xray/b/model-card.md");
    assertRefused(Remedy.REPLACE_BUNDLE, () -> registry.activate(SLOT, "b", ANN));
    assertEquals(List.of(), log.slots);
  }

  @Test
  void aDecisionTheBrokerDidNotTakeChangesNothing() {
    registry.activate(SLOT, "a", ANN);
    log.down = true;
    assertThrows(BrokerUnavailableException.class, () -> registry.activate(SLOT, "b", ANN));
    assertEquals("a", active(state.slot(SLOT)));
  }

  @Test
  void ofRacersWhoExpectTheSameActiveBundleOneWins() throws Exception {
    registry.activate(SLOT, "a", ANN);
    Change change = new Change("ann", "race", Optional.of("a"));
    int won = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SlotState>> races = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String version = i % 2 == 0 ? "b" : "c";
        races.add(threads.submit(() -> registry.activate(SLOT, version, change)));
      }
      for (Future<SlotState> race : races) {
        won += succeeded(race) ? 1 : 0;
      }
    }
    assertEquals(1, won);
    assertEquals(2, log.slots.size());
  }

  private static boolean succeeded(Future<SlotState> race) throws InterruptedException {
    try {
      race.get();
      return true;
    } catch (java.util.concurrent.ExecutionException e) {
      assertEquals(RefusedException.class, e.getCause().getClass());
      return false;
    }
  }

  private static String active(SlotState slot) {
    return slot.active().orElseThrow().getVersion();
  }

  private static void assertRefused(Remedy remedy, Runnable action) {
    RefusedException e = assertThrows(RefusedException.class, action::run);
    assertEquals(remedy, e.remedy());
  }
}
