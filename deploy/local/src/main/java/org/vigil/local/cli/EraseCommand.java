package org.vigil.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a study forgotten (docs/erasure.md). */
@Command(
    name = "erase",
    description = {
      "Has a study forgotten, with its pictures and identifiers; there is no way back.",
      "./vigil audit list --study STUDY shows what was removed."
    },
    mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StudiesOptions studies;

  @Parameters(index = "0", paramLabel = "STUDY", description = "its StudyId")
  private String study;

  @Option(
      names = "--reason",
      required = true,
      description = "such as patient-request, retention-ended, wrong-patient (docs/events.md)")
  private String reason;

  @Option(names = "--by", required = true, description = "who asks: patient, reader, operator, ...")
  private String by;

  @Option(
      names = "--scope",
      defaultValue = "erase",
      description = "erase (default), or withdraw-reuse: it stays, and serves nobody else")
  private String scope;

  @Override
  public Integer call() throws InterruptedException {
    JsonNode answer =
        studies
            .client()
            .change("POST", study, "erasure", Map.of("scope", scope, "reason", reason, "by", by));
    spec.commandLine()
        .getOut()
        .printf("asked for: %s of %s%n", answer.path("scope").asText(), study);
    return 0;
  }
}
