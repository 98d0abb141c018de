package org.vigil.local.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the bundle active again that was active before the present one. */
@Command(
    name = "rollback",
    description = "Makes a slot's earlier bundle active again.",
    mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions registry;

  @Parameters(index = "0", description = "such as chest-xray")
  private String slot;

  @Option(names = "--by", required = true, description = "who decides")
  private String by;

  @Option(names = "--reason", required = true, description = "why")
  private String reason;

  @Override
  public Integer call() throws Exception {
    var slotNow = registry.client().decide(slot, "rollback", Map.of("by", by, "reason", reason));
    spec.commandLine().getOut().println(PromoteCommand.describe(slotNow));
    return 0;
  }
}
