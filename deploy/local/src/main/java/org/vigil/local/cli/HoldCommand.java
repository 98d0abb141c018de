package org.vigil.local.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps a study from being erased, or lets it be erased again. */
@Command(
    name = "hold",
    description = "Puts a study on legal hold, or lifts the hold.",
    mixinStandardHelpOptions = true)
final class HoldCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StudiesOptions studies;

  @Parameters(index = "0", paramLabel = "STUDY", description = "its StudyId")
  private String study;

  @Option(
      names = "--reference",
      description = "the matter that needs it, such as a file number; no patient's name")
  private Optional<String> reference = Optional.empty();

  @Option(names = "--lift", description = "the study may be erased again")
  private boolean lift;

  @Override
  public Integer call() throws InterruptedException {
    if (lift == reference.isPresent()) {
      throw new ParameterException(spec.commandLine(), "either --reference or --lift");
    }
    String method = lift ? "DELETE" : "PUT";
    Map<String, Object> body = lift ? Map.of() : Map.of("reference", reference.orElseThrow());
    studies.client().change(method, study, "hold", body);
    spec.commandLine().getOut().println(lift ? "may be erased again" : "on legal hold");
    return 0;
  }
}
