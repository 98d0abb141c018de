package org.vigil.training.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.schemas.event.BundleRef;
import org.vigil.training.registry.BundleArchive;
import org.vigil.training.registry.BundleRegistry;
import org.vigil.training.registry.Change;
import org.vigil.training.registry.MemoryLog;
import org.vigil.training.registry.RefusedException;
import org.vigil.training.registry.RefusedException.Remedy;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.registry.Standing;
import org.vigil.training.registry.TestBundles;

class PromotionGateTest {
  private static final String SLOT = "chest-xray";
  private static final Change ANN = Change.by("ann", "test");

  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private final RegistryState state = new RegistryState();
  private final GateArchive decisions = new GateArchive(store);
  private final BundleRegistry registry =
      new BundleRegistry(
          new BundleArchive(store, Optional.empty()), state, new MemoryLog(), Clock.systemUTC());

  @BeforeEach
  void anInstalledBundleIsActiveAndTwoAreNew() {
    for (String version : List.of("1.0", "new", "newer")) {
      TestBundles.write(folder, SLOT, version, version.length());
      BundleFiles files = BundleFiles.in(folder.resolve(SLOT).resolve(version));
      registry.register(Bundle.read(files), files);
    }
    registry.activate(SLOT, "1.0", ANN);
  }

  private PromotionGate gate(Map<String, String> rules) {
    return gate(rules, false);
  }

  private PromotionGate gate(Map<String, String> rules, boolean signOn) {
    GateSettings settings =
        new SmallRyeConfigBuilder()
            .withMapping(GateSettings.class)
            .withDefaultValues(rules)
            .build()
            .getConfigMapping(GateSettings.class);
    return new PromotionGate(state, decisions, settings, Set.of(SLOT + "/1.0")::contains, signOn);
  }

  private BundleRef ref(String version) {
    return state.bundle(SLOT, version).orElseThrow().getBundle();
  }

  private void decided(String version, GateOutcome outcome) {
    decisions.keep(
        new GateDecision(
            "g-" + version + "-" + outcome,
            SLOT,
            version,
            ref(version).getDigest(),
            state.slot(SLOT).active().map(BundleRef::getDigest),
            "data",
            "r1",
            "ann",
            Instant.now(),
            outcome,
            List.of()));
  }

  private void assertRefused(PromotionGate gate, String version, Standing place, String by) {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> gate.pass(SLOT, version, place, by));
    assertEquals(Remedy.PASS_GATE, refused.remedy());
  }

  @Test
  void withoutADecisionOnlyTheShadowIsOpen() {
    PromotionGate gate = gate(Map.of());
    assertTrue(gate.pass(SLOT, "new", Standing.SHADOW, "bob").isEmpty());
    assertRefused(gate, "new", Standing.CANARY, "bob");
    assertRefused(gate, "new", Standing.ACTIVE, "bob");
  }

  @Test
  void aPassFromTheShadowIsLetThroughAndNothingElse() {
    PromotionGate gate = gate(Map.of());
    decided("new", GateOutcome.PASSED);
    assertRefused(gate, "new", Standing.ACTIVE, "bob");
    registry.shadow(SLOT, "new", ANN);
    assertEquals("g-new-PASSED", gate.pass(SLOT, "new", Standing.ACTIVE, "bob").orElseThrow().id());
    for (GateOutcome outcome : List.of(GateOutcome.UNDECIDED, GateOutcome.REFUSED)) {
      decided("newer", outcome);
      registry.shadow(SLOT, "newer", ANN);
      assertRefused(gate, "newer", Standing.ACTIVE, "bob");
    }
  }

  @Test
  void aDecisionAgainstAnotherBundleDoesNotCount() {
    decided("new", GateOutcome.PASSED);
    registry.shadow(SLOT, "new", ANN);
    registry.activate(SLOT, "newer", ANN);
    assertRefused(gate(Map.of()), "new", Standing.ACTIVE, "bob");
  }

  @Test
  void whoAskedForTheRunMayBeKeptFromPromotingIt() {
    decided("new", GateOutcome.PASSED);
    registry.shadow(SLOT, "new", ANN);
    PromotionGate strict = gate(Map.of("vigil.training.gate.another-approver", "true"));
    assertRefused(strict, "new", Standing.ACTIVE, "ann");
    assertTrue(strict.pass(SLOT, "new", Standing.ACTIVE, "bob").isPresent());
  }

  @Test
  void withSignOnNobodyPromotesTheBundleOfTheirOwnRun() {
    decided("new", GateOutcome.PASSED);
    registry.shadow(SLOT, "new", ANN);
    PromotionGate signedOn = gate(Map.of(), true);
    assertRefused(signedOn, "new", Standing.ACTIVE, "ann");
    assertRefused(signedOn, "new", Standing.CANARY, "ann");
    assertTrue(signedOn.pass(SLOT, "new", Standing.ACTIVE, "bob").isPresent());
  }

  @Test
  void whatWasInstalledOrActiveBeforeNeedsNoDecision() {
    PromotionGate gate = gate(Map.of());
    registry.activate(SLOT, "new", ANN);
    assertTrue(gate.pass(SLOT, "1.0", Standing.ACTIVE, "bob").isEmpty());
    registry.activate(SLOT, "newer", ANN);
    assertTrue(gate.pass(SLOT, "new", Standing.ACTIVE, "bob").isEmpty());
  }
}
