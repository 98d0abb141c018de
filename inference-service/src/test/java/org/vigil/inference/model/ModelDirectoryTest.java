package org.vigil.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Named.named;

import ai.djl.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.inference.stack.TestBundles;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.store.ObjectKeys;

/**
 * The directory with the committed demonstration bundle, and with all that can be wrong with one.
 */
class ModelDirectoryTest {
  private static final String SLOT = "chest-xray";
  private static final BundleFiles GOOD = BundleFiles.in(TestBundles.committed(SLOT));
  private static final BundleRef GOOD_REF = Bundle.read(GOOD).ref();
  private static final BundleRef BAD_REF =
      BundleRef.newBuilder(GOOD_REF).setVersion("2.0.0").setDigest("0".repeat(64)).build();

  private BundleFiles bad = GOOD;
  private final ModelDirectory directory =
      new ModelDirectory(
          new BundleLoader(ref -> ref.equals(GOOD_REF) ? GOOD : bad, Device.cpu()),
          Clock.systemUTC(),
          Duration.ZERO);

  @BeforeEach
  void aGoodBundleIsActive() {
    assertTrue(directory.apply(promotion(SLOT, GOOD_REF)));
  }

  static Stream<Named<BundleFiles>> brokenBundles() {
    return Stream.of(
        named("a file is missing", failing(missing())),
        named("the manifest is no JSON", changed(BundleFiles.MANIFEST, b -> bytes("no JSON"))),
        named("the manifest is empty", changed(BundleFiles.MANIFEST, b -> new byte[0])),
        named("the manifest lacks fields", changed(BundleFiles.MANIFEST, b -> bytes("{}"))),
        named("the manifest nests too deep", changed(BundleFiles.MANIFEST, b -> nested())),
        named("the weights are cut off", changed(BundleFiles.WEIGHTS, ModelDirectoryTest::half)),
        named("the weights are others", changed(BundleFiles.WEIGHTS, b -> bytes("others"))),
        named("the bundle is not the promoted one", GOOD),
        named("an unchecked exception", failing(new IllegalStateException("odd"))),
        named("a checked exception", failing(new IOException("from a language without them"))),
        named("more than fits into memory", failing(new OutOfMemoryError("weights of 1 TB"))),
        named("deeper than the stack", failing(new StackOverflowError())));
  }

  @ParameterizedTest
  @MethodSource("brokenBundles")
  void aBrokenBundleLeavesTheSlotAsItWasAndSaysWhy(BundleFiles broken) throws Exception {
    bad = broken;
    assertFalse(directory.apply(promotion(SLOT, BAD_REF)));
    assertStillGood();
    assertTrue(directory.troubles().get(SLOT).startsWith("the promoted bundle cannot be used: "));
  }

  @Test
  void theNextGoodPromotionEndsTheTrouble() {
    bad = failing(new IllegalStateException("odd"));
    directory.apply(promotion(SLOT, BAD_REF));
    assertTrue(directory.apply(promotion(SLOT, GOOD_REF)));
    assertEquals(Map.of(), directory.troubles());
  }

  @Test
  void aStoreThatDoesNotAnswerIsAReasonToTryAgainAndIsTold() throws Exception {
    bad = failing(new StoreUnavailableException(new IOException("connection refused")));
    BundlePromoted promotion = promotion(SLOT, BAD_REF);
    assertThrows(StoreUnavailableException.class, () -> directory.apply(promotion));
    assertStillGood();
    assertTrue(directory.troubles().get(SLOT).startsWith("the store does not answer"));
  }

  @Test
  void anErrorThatIsNoBundlesFaultIsToldAndNotSwallowed() throws Exception {
    bad = failing(new UnsatisfiedLinkError("no engine"));
    BundlePromoted promotion = promotion(SLOT, BAD_REF);
    assertThrows(UnsatisfiedLinkError.class, () -> directory.apply(promotion));
    assertStillGood();
    assertEquals(
        "the promoted bundle could not be loaded: no engine", directory.troubles().get(SLOT));
  }

  @Test
  void aBundleOfAnotherSlotIsRefused() throws Exception {
    assertFalse(directory.apply(promotion("skin-image", GOOD_REF)));
    assertTrue(directory.lease("skin-image", "study").isEmpty());
    assertTrue(directory.troubles().get("skin-image").endsWith("is not for slot skin-image"));
  }

  @Test
  void aModelInUseIsOpenUntilItsLastStudyIsDoneWithIt() throws Exception {
    ModelLease lease = directory.lease(SLOT, "study").orElseThrow();
    directory.apply(BundlePromoted.newBuilder(promotion(SLOT, GOOD_REF)).setActive(null).build());
    assertTrue(directory.lease(SLOT, "another").isEmpty());
    assertTrue(lease.shown().acquire());
    lease.shown().release();
    lease.close();
    assertFalse(lease.shown().acquire());
  }

  private void assertStillGood() throws InterruptedException {
    try (ModelLease lease = directory.lease(SLOT, "study").orElseThrow()) {
      assertEquals(GOOD_REF, lease.shown().ref());
    }
  }

  private static BundlePromoted promotion(String slot, BundleRef active) {
    return BundlePromoted.newBuilder()
        .setSlot(slot)
        .setActive(active)
        .setBy("test")
        .setPromotedAt(Instant.EPOCH)
        .build();
  }

  private static BundleFiles changed(String file, UnaryOperator<byte[]> change) {
    return name -> name.equals(file) ? change.apply(GOOD.read(name)) : GOOD.read(name);
  }

  private static BundleFiles failing(Throwable failure) {
    return name -> {
      throw ModelDirectoryTest.<RuntimeException>unchecked(failure);
    };
  }

  /** Throws anything where the compiler expects nothing, as code in other languages does. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchecked(Throwable failure) throws E {
    throw (E) failure;
  }

  private static ObjectMissingException missing() {
    return new ObjectMissingException(
        ObjectKeys.bundleFile(SLOT, BAD_REF.getVersion(), BundleFiles.MANIFEST));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] nested() {
    return bytes("[".repeat(100_000));
  }

  private static byte[] half(byte[] all) {
    return Arrays.copyOf(all, all.length / 2);
  }
}
