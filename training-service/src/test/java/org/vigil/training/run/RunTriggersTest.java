package org.vigil.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigil.training.feedback.TestStudies.START;
import static org.vigil.training.feedback.TestStudies.id;
import static org.vigil.training.feedback.TestStudies.labelled;
import static org.vigil.training.feedback.TestStudies.scored;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.schemas.event.BundleRef;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.LabelledPool;
import org.vigil.training.feedback.PoolQuery;
import org.vigil.training.registry.Decision;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.registry.SlotState;

class RunTriggersTest implements LabelledPool {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path root;
  private final RegistryState state = new RegistryState();
  private RunDesk desk;

  @BeforeEach
  void anActiveSlot() {
    BundleRef active = new BundleRef("chest-xray", "1.0", "d");
    state.promoted(
        1, SlotState.empty("chest-xray").activated(active, new Decision("ann", "", START)));
    desk =
        new RunDesk(
            new RunArchive(root),
            (run, position, detail) -> {},
            9,
            Clock.fixed(START.plus(HOUR), ZoneOffset.UTC),
            new Random(1));
  }

  private RunTriggers triggers(String... settings) {
    return new RunTriggers(desk, this, state, Settings.in(root, settings));
  }

  @Test
  void enoughNewVerdictsStartOneRun() {
    triggers("triggers.verdicts", "11").look(START.plus(HOUR));
    assertEquals(0, desk.all().size());
    RunTriggers ten = triggers("triggers.verdicts", "10");
    ten.look(START.plus(HOUR));
    ten.look(START.plus(HOUR)); // The run is not over, and then nothing is new.
    assertEquals(1, desk.all().size());
    Run run = desk.all().get(0);
    assertEquals(RunTriggers.BY, run.request().by());
    desk.cancel(run.id(), "ann");
    ten.look(START.plus(HOUR));
    assertEquals(1, desk.all().size());
  }

  @Test
  void aLastRunLongAgoStartsTheNext() {
    triggers("triggers.interval", "PT24H").look(START.plus(HOUR));
    assertEquals(1, desk.all().size());
  }

  @Test
  void byDefaultNothingStarts() {
    triggers().look(START.plus(HOUR));
    assertEquals(0, desk.all().size());
  }

  @Override
  public List<LabelledCase> find(PoolQuery query) {
    return IntStream.range(0, 10)
        .mapToObj(i -> labelled(i, true).with(scored(id(i), 1, "1.0", 0.9)))
        .toList();
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
