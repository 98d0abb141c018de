package org.vigil.local.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.local.stack.ReplayLaunch;
import org.vigil.local.stack.StackException;
import org.vigil.local.supervisor.StackState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recomputes recorded results of the running stack, in a JVM of its own with libtorch. */
@Command(
    name = "replay",
    description = "Recomputes recorded scores and tells every difference beyond 1e-4.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Mixin private StackOptions stack;

  @Parameters(index = "0", arity = "0..1", description = "StudyId; without one, all studies")
  private Optional<String> study = Optional.empty();

  @Option(names = "--from", description = "only results from then on, such as 2026-11-21T10:00:00Z")
  private Optional<String> from = Optional.empty();

  @Option(names = "--until", description = "only results before then")
  private Optional<String> until = Optional.empty();

  @Override
  public Integer call() throws Exception {
    StackState state =
        stack
            .stateFile()
            .readLive()
            .orElseThrow(() -> new StackException("Vigil is not running; ./vigil up starts it."));
    List<String> arguments = new ArrayList<>();
    study.ifPresent(arguments::add);
    from.ifPresent(time -> arguments.addAll(List.of("--from", time)));
    until.ifPresent(time -> arguments.addAll(List.of("--until", time)));
    return ReplayLaunch.run(stack.settings(state.stackPorts()), arguments);
  }
}
