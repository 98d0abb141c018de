package org.vigil.inference.explain;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.inference.explain.Explanation.Occasion;
import org.vigil.inference.explain.Explanation.Picture;
import org.vigil.inference.flow.ComputeThread;
import org.vigil.inference.flow.DeviceDemand;
import org.vigil.inference.model.BundleLoader;
import org.vigil.inference.model.HostedModel;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.inference.stack.TestBundles;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.explanation.ClassActivation;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.ObjectKey;

/** Heat maps and the device that they may only have when nobody else wants it. */
class ExplanationDeskTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int SIDE = 28;

  private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ComputeThread compute = new ComputeThread("test-compute");
  private final DeviceDemand device = new DeviceDemand();
  private ModelDirectory models;
  private BundleRef bundle;
  private ExplanationDesk desk;

  @BeforeEach
  void aModelAndADesk() {
    BundleFiles files = BundleFiles.in(TestBundles.committed("chest-xray"));
    bundle = Bundle.read(files).ref();
    models =
        new ModelDirectory(
            new BundleLoader(ref -> files, Device.cpu()), Clock.systemUTC(), Duration.ZERO);
    models.apply(
        BundlePromoted.newBuilder()
            .setSlot(bundle.getSlot())
            .setActive(bundle)
            .setBy("test")
            .setPromotedAt(Instant.EPOCH)
            .build());
  }

  @AfterEach
  void close() {
    desk.close();
    compute.close();
  }

  @Test
  void whileStudiesWantTheDeviceNothingIsExplainedAndAfterwardsItIs() {
    desk = desk(4, Duration.ofMinutes(5));
    device.wantedBy(1);
    desk.offer(explanation("quiet", Occasion.URGENT));
    CountDownLatch busy = new CountDownLatch(1);
    compute.submit(
        () -> {
          busy.countDown();
          return null;
        });
    await().atMost(LIMIT).until(() -> busy.getCount() == 0);
    assertTrue(stored.isEmpty());
    device.wantedBy(0);
    await().atMost(LIMIT).until(() -> count("urgent", "made") == 1);
    assertEquals(2, stored.size(), () -> stored.keySet().toString());
    String folder = "explanations/%s/chest-xray-%s/".formatted(study("quiet"), bundle.getVersion());
    assertTrue(stored.containsKey(folder + "explained.json"));
    assertTrue(stored.containsKey(folder + image() + "/Pneumonia.png"));
  }

  @Test
  void whoFindsNoQuietDeviceInTimeIsDroppedAndItsModelLetGo() {
    desk = desk(4, Duration.ofMillis(50));
    device.wantedBy(3);
    Explanation late = explanation("late", Occasion.WANTED);
    desk.offer(late);
    await().atMost(LIMIT).until(() -> count("wanted", "late") == 1);
    assertTrue(stored.isEmpty());
    models.apply(
        BundlePromoted.newBuilder()
            .setSlot(bundle.getSlot())
            .setBy("test")
            .setPromotedAt(Instant.EPOCH)
            .build());
    await().atMost(LIMIT).until(() -> !held(late.model()));
  }

  @Test
  void whoFindsNoRoomIsDroppedAndAReadersWishGoesFirst() {
    desk = desk(2, Duration.ofMinutes(5));
    device.wantedBy(1);
    desk.offer(explanation("first", Occasion.URGENT)); // Taken by the thread, which waits with it.
    await().atMost(LIMIT).until(() -> device.isAwaited());
    desk.offer(explanation("second", Occasion.URGENT));
    desk.offer(explanation("wish", Occasion.WANTED));
    assertTrue(desk.isFull());
    desk.offer(explanation("third", Occasion.URGENT));
    assertEquals(1, count("urgent", "full"));
    device.wantedBy(0);
    await().atMost(LIMIT).until(() -> count("urgent", "made") == 2);
    assertEquals(1, count("wanted", "made"));
    assertFalse(stored.keySet().stream().anyMatch(key -> key.contains(study("third").value())));
  }

  /** Whether somebody still uses a model that the directory has let go. */
  private static boolean held(HostedModel model) {
    boolean open = model.acquire();
    if (open) {
      model.release();
    }
    return open;
  }

  private ExplanationDesk desk(int maxWaiting, Duration patience) {
    return new ExplanationDesk(
        compute,
        device,
        new ExplanationShelf(store()),
        new ExplanationMetrics(meters),
        Clock.systemUTC(),
        ClassActivation.GRAD_CAM_PLUS_PLUS,
        new ExplanationDesk.Limits(maxWaiting, patience));
  }

  private Explanation explanation(String name, Occasion occasion) {
    float[] input = new float[SIDE * SIDE];
    for (int i = 0; i < input.length; i++) {
      input[i] = (i % SIDE) / (float) SIDE - 0.5f;
    }
    return new Explanation(
        study(name),
        models.lease(bundle).orElseThrow(),
        List.of(new Picture(image(), 64, 48, input)),
        List.of(0),
        Instant.now(),
        occasion);
  }

  private static StudyId study(String name) {
    return StudyId.ofSenderKey(new SiteId("st-olav"), name);
  }

  private static ImageId image() {
    return ImageId.of(Sha256.of("picture"));
  }

  private double count(String occasion, String outcome) {
    return meters
        .find("vigil_inference_explanations_total")
        .tags("occasion", occasion, "outcome", outcome)
        .counters()
        .stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  /** Keeps what is put; nothing else is asked of it. */
  private ObjectStore store() {
    return (ObjectStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("put")) {
                throw new UnsupportedOperationException(method.getName());
              }
              stored.put(((ObjectKey) arguments[0]).key(), (byte[]) arguments[1]);
              return null;
            });
  }
}
