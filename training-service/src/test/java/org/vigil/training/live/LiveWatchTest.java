package org.vigil.training.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyScored;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.LabelledPool;
import org.vigil.training.feedback.PoolQuery;
import org.vigil.training.feedback.TestStudies;
import org.vigil.training.registry.BundleArchive;
import org.vigil.training.registry.BundleRegistry;
import org.vigil.training.registry.Change;
import org.vigil.training.registry.MemoryLog;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.registry.TestBundles;
import org.vigil.training.topic.RegistryFollower;

class LiveWatchTest implements LabelledPool {
  @TempDir Path folder;
  private final RegistryState state = new RegistryState();
  private final BundleRegistry registry =
      new BundleRegistry(
          new BundleArchive(new MemoryStore(), Optional.empty()),
          state,
          new MemoryLog(),
          Clock.systemUTC());
  private LiveWatch watch;

  @BeforeEach
  void twoBundlesOneAfterTheOther() {
    for (String version : new String[] {"1.0", "2.0"}) {
      TestBundles.write(folder, "chest-xray", version, 1);
      BundleFiles files = BundleFiles.in(folder.resolve("chest-xray").resolve(version));
      registry.register(Bundle.read(files), files);
      registry.activate("chest-xray", version, Change.by("ann", "test"));
    }
    WatchSettings settings =
        new SmallRyeConfigBuilder()
            .withMapping(WatchSettings.class)
            .withDefaultValues(Map.of())
            .build()
            .getConfigMapping(WatchSettings.class);
    watch =
        new LiveWatch(
            this,
            state,
            new RegistryFollower(null, state, new Random(1)),
            registry,
            settings,
            new SimpleMeterRegistry());
  }

  private List<LabelledCase> cases(double score) {
    BundleRef active = state.slot("chest-xray").active().orElseThrow();
    return IntStream.range(0, 100)
        .mapToObj(
            i -> {
              StudyScored event = TestStudies.scored(TestStudies.id(i), 1, "2.0", score);
              Scored word =
                  Scored.newBuilder((Scored) event.getOutcome()).setBundle(active).build();
              return TestStudies.labelled(i, true)
                  .with(StudyScored.newBuilder(event).setOutcome(word).build());
            })
        .toList();
  }

  @Test
  void aBundleThatReadersDoNotAgreeWithIsTakenBackOnce() {
    watch.look(state.slot("chest-xray"), cases(0.1));
    assertEquals("1.0", state.slot("chest-xray").active().orElseThrow().getVersion());
    assertEquals(LiveWatch.BY, state.slot("chest-xray").decision().by());
    assertTrue(state.slot("chest-xray").decision().reason().contains("0 of 100"));
    watch.look(state.slot("chest-xray"), cases(0.1)); // Nothing was active before the first.
    assertEquals("1.0", state.slot("chest-xray").active().orElseThrow().getVersion());
  }

  @Test
  void aBundleThatReadersAgreeWithStays() {
    watch.look(state.slot("chest-xray"), cases(0.9));
    assertEquals("2.0", state.slot("chest-xray").active().orElseThrow().getVersion());
  }

  @Override
  public List<LabelledCase> find(PoolQuery query) {
    return List.of();
  }

  @Override
  public Optional<LabelledCase> find(String studyId) {
    return Optional.empty();
  }

  @Override
  public boolean isErased(String studyId) {
    return false;
  }
}
