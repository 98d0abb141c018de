package org.vigil.ingest.fhir;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.fuzz.Fuzzing;
import org.vigil.ingest.fuzz.Mutations;
import org.vigil.ingest.order.OrderFixture;

/** Spoilt bundles are taken or refused as the sender's fault. */
class FhirFuzzTest {
  private static final int STORED = 10_000; // Messages that are kept, before they are let go.
  private static final Set<Integer> ANSWERS = Set.of(200, 400, 422);
  private static final byte[] BUNDLE = FhirDeskTest.BUNDLE.getBytes(StandardCharsets.UTF_8);

  private final OrderFixture fixture = new OrderFixture();
  private final FhirDesk desk = new FhirDesk(fixture.desk, fixture.clock);

  @Test
  void spoiltBundlesAreTakenOrRefused() throws InterruptedException {
    Logger.getLogger("ca.uhn.fhir").setLevel(Level.OFF); // It tells of every unknown element.
    Fuzzing.refusedBy()
        .allocatingAtMost(256 << 20) // The model of a type is read at its first use.
        .run(
            1_000,
            random -> Mutations.of(BUNDLE, List.of(BUNDLE), random),
            (bundle, random) -> take(bundle));
    assertTrue(fixture.published().isEmpty(), "no image is there to be changed");
  }

  private void take(byte[] bundle) {
    int status = desk.take(OrderFixture.SITE, bundle).status();
    assertTrue(ANSWERS.contains(status), () -> "answered " + status);
    if (fixture.store.objects.size() > STORED) {
      fixture.store.objects.clear();
    }
  }
}
