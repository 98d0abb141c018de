package org.vigil.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the registered bundles and the places that they hold. */
@Command(
    name = "bundles",
    description = "Lists the registered bundles and the places that they hold.",
    mixinStandardHelpOptions = true)
final class BundlesCommand implements Callable<Integer> {
  private static final int DIGEST = 12; // characters, enough to tell bundles apart

  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions registry;

  @Override
  public Integer call() throws Exception {
    Table table = new Table("slot", "version", "place", "network", "digest", "registered");
    for (JsonNode bundle : registry.client().bundles().path("bundles")) {
      table.row(
          bundle.path("slot").asText(),
          bundle.path("version").asText(),
          bundle.path("state").asText(),
          bundle.path("architecture").asText(),
          bundle.path("digest").asText().substring(0, DIGEST),
          bundle.path("registeredAt").asText());
    }
    spec.commandLine().getOut().println(table);
    return 0;
  }
}
