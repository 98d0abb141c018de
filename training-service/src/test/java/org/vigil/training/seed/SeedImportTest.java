package org.vigil.training.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.training.registry.BundleArchive;
import org.vigil.training.registry.BundleRegistry;
import org.vigil.training.registry.MemoryLog;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.registry.TestBundles;
import org.vigil.training.seed.SeedOutcome.Result;

class SeedImportTest {
  @TempDir Path root;
  private final MemoryStore store = new MemoryStore();
  private final MemoryLog log = new MemoryLog();
  private final RegistryState state = new RegistryState();
  private final SeedImport seeds =
      new SeedImport(
          new BundleRegistry(
              new BundleArchive(store, Optional.empty()), state, log, Clock.systemUTC()));

  @Test
  void theLastVersionOfAnEmptySlotBecomesActiveOnce() {
    TestBundles.write(root, "chest-xray", "1.0", 1);
    TestBundles.write(root, "chest-xray", "1.1", 1);

    assertEquals(List.of(Result.REGISTERED, Result.ACTIVATED), results());
    assertEquals(List.of(Result.ALREADY_THERE, Result.ALREADY_THERE), results());
    assertEquals("1.1", state.slot("chest-xray").active().orElseThrow().getVersion());
    assertEquals("seed", state.slot("chest-xray").decision().by());
    assertEquals(1, log.slots.size());
  }

  @Test
  void aBadFolderCostsOnlyItself() throws IOException {
    TestBundles.write(root, "chest-xray", "1.0", 1);
    TestBundles.write(root, "skin-image", "1.0", 1);
    Path cut = root.resolve("skin-image/1.0/weights.safetensors");
    Files.write(cut, new byte[] {1, 2, 3});
    TestBundles.write(root, "tongue", "1.0", 1);
    Files.move(root.resolve("tongue"), root.resolve("moved"));
    Files.createDirectories(root.resolve("empty/1.0"));
    Files.createDirectories(root.resolve("junk/1.0"));
    Files.writeString(root.resolve("junk/1.0/manifest.json"), "[1, ");

    assertEquals(
        List.of(Result.ACTIVATED, Result.REFUSED, Result.REFUSED, Result.REFUSED, Result.REFUSED),
        results());
    assertEquals(1, log.bundles.size());
  }

  @Test
  void theBundlesThatComeWithVigilAreSoundAndServe() {
    Path shipped = Path.of(System.getProperty("vigil.root"), "bundles");
    List<SeedOutcome> outcomes = seeds.importAll(shipped);
    assertEquals(List.of(), outcomes.stream().filter(o -> o.result() == Result.REFUSED).toList());
    for (String slot : List.of("chest-xray", "skin-image")) {
      assertTrue(state.slot(slot).active().isPresent(), slot);
    }
  }

  @Test
  void aMissingFolderIsSaid() {
    assertEquals(Result.REFUSED, seeds.importAll(root.resolve("nowhere")).get(0).result());
  }

  @Test
  void anImportThatTheBrokerInterruptsIsCompletedByTheNext() {
    TestBundles.write(root, "chest-xray", "1.0", 1);
    log.down = true;
    assertThrows(BrokerUnavailableException.class, () -> seeds.importAll(root));
    log.down = false;
    assertEquals(List.of(Result.ACTIVATED), results());
  }

  private List<Result> results() {
    return seeds.importAll(root).stream().map(SeedOutcome::result).toList();
  }
}
