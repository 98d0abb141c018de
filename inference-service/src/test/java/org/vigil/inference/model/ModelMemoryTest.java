package org.vigil.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.inference.stack.TestBundles;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.scoring.Scorer;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;

/** More slots than fit into memory. */
class ModelMemoryTest {
  private static final int SLOTS = 6;

  @TempDir static Path folder;

  private static final Map<BundleRef, Path> SHELF = new HashMap<>();
  private static final List<BundleRef> BUNDLES = new ArrayList<>();
  private static long size;
  private boolean shelfIsEmpty;

  @BeforeAll
  static void bundles() {
    for (int i = 0; i < SLOTS; i++) {
      Path written = TestBundles.large("slot-" + i, i, folder.resolve("slot-" + i));
      Bundle bundle = Bundle.read(BundleFiles.in(written));
      SHELF.put(bundle.ref(), written);
      BUNDLES.add(bundle.ref());
      size = bundle.weightBytes();
    }
  }

  @Test
  void theModelThatWasNotUsedForTheLongestTimeMakesRoomAndComesBackWhenWanted() throws Exception {
    ModelDirectory directory = directory(2 * size);
    promote(directory, 0);
    promote(directory, 1);
    List<Double> first = score(directory, 0);
    promote(directory, 2); // Slot 1 was not used since it was loaded.
    assertEquals(2 * size, directory.residentBytes());
    assertEquals(List.of(0, 2), inMemory(directory));
    assertEquals(Map.of(), directory.troubles());

    score(directory, 1);
    assertEquals(List.of(1, 2), inMemory(directory));
    assertEquals(first, score(directory, 0), "a model that was away says what it said before");
    assertEquals(2 * size, directory.residentBytes());
  }

  @Test
  void aModelInUseStaysEvenIfThatIsMoreThanAllowedAndGoesWhenItIsIdle() throws Exception {
    ModelDirectory directory = directory(size);
    promote(directory, 0);
    try (ModelLease held = directory.lease("slot-0", "study").orElseThrow()) {
      promote(directory, 1);
      assertEquals(2 * size, directory.residentBytes());
      assertEquals(1, score(held.shown()).size());
    }
    score(directory, 1);
    assertEquals(List.of(1), inMemory(directory));
  }

  @Test
  void aModelThatCannotBeLoadedAgainLeavesItsSlotWithoutOneAndSaysWhy() throws Exception {
    ModelDirectory directory = directory(size);
    promote(directory, 0);
    promote(directory, 1);
    shelfIsEmpty = true;
    assertEquals(Optional.empty(), directory.lease("slot-0", "study"));
    assertTrue(directory.troubles().get("slot-0").startsWith("the model was taken out of memory"));
    assertEquals(1, score(directory, 1).size());
    shelfIsEmpty = false;
    assertEquals(1, score(directory, 0).size());
    assertEquals(Map.of(), directory.troubles());
  }

  /** Of each model the weights are on the heap as well, from where they went to the device. */
  @Test
  void withABudgetMemoryFalls() throws Exception {
    long roomy = useAll(directory(SLOTS * size));
    long tight = useAll(directory(size));
    assertTrue(
        roomy - tight >= (SLOTS - 2) * size,
        () -> "%d KiB with a budget, %d without".formatted(tight >> 10, roomy >> 10));
  }

  /** Uses every slot twice. Returns how much of the heap is then in use, and frees the models. */
  private static long useAll(ModelDirectory directory) throws Exception {
    for (int i = 0; i < 2 * SLOTS; i++) {
      if (i < SLOTS) {
        promote(directory, i);
      }
      score(directory, i % SLOTS);
    }
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    for (BundleRef bundle : BUNDLES) {
      directory.apply(promotion(bundle.getSlot(), null));
    }
    return used;
  }

  private ModelDirectory directory(long budget) {
    BundleLoader loader =
        new BundleLoader(
            ref -> BundleFiles.in(shelfIsEmpty ? folder.resolve("none") : SHELF.get(ref)),
            Device.cpu());
    return new ModelDirectory(loader, budget, Clock.systemUTC(), Duration.ZERO);
  }

  private static void promote(ModelDirectory directory, int slot) {
    BundleRef bundle = BUNDLES.get(slot);
    assertTrue(directory.apply(promotion(bundle.getSlot(), bundle)));
  }

  private static BundlePromoted promotion(String slot, BundleRef active) {
    return BundlePromoted.newBuilder()
        .setSlot(slot)
        .setActive(active)
        .setBy("test")
        .setPromotedAt(Instant.EPOCH)
        .build();
  }

  private static List<Double> score(ModelDirectory directory, int slot) throws Exception {
    try (ModelLease lease = directory.lease("slot-" + slot, "study").orElseThrow()) {
      return score(lease.shown());
    }
  }

  private static List<Double> score(HostedModel model) {
    Scorer scorer = model.scorer();
    float[] input = new float[scorer.bundle().manifest().preprocessing().length()];
    return scorer.score(List.of(input)).getFirst().probabilities();
  }

  private List<Integer> inMemory(ModelDirectory directory) {
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      Optional<HostedModel> loaded = directory.lease(BUNDLES.get(i));
      loaded.ifPresent(HostedModel::release);
      if (loaded.isPresent()) {
        slots.add(i);
      }
    }
    return slots;
  }
}
