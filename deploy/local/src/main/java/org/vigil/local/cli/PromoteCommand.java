package org.vigil.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a bundle a place in its slot, if the gate lets it through. */
@Command(
    name = "promote",
    description = "Makes a bundle its slot's shadow, canary or active one.",
    mixinStandardHelpOptions = true)
final class PromoteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions registry;

  @Parameters(index = "0", description = "such as chest-xray")
  private String slot;

  @Parameters(index = "1", description = "of the bundle; ./vigil bundles lists them")
  private String version;

  @Option(names = "--as", required = true, description = "shadow, canary or active")
  private String as;

  @Option(names = "--share", description = "of the studies that a canary scores, 0 to 1")
  private Optional<Double> share = Optional.empty();

  @Option(names = "--by", required = true, description = "who decides")
  private String by;

  @Option(names = "--reason", required = true, description = "why")
  private String reason;

  @Override
  public Integer call() throws Exception {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("version", version);
    wish.put("as", as);
    share.ifPresent(value -> wish.put("share", value));
    wish.put("by", by);
    wish.put("reason", reason);
    JsonNode slotNow = registry.client().decide(slot, "promote", wish);
    spec.commandLine().getOut().println(describe(slotNow));
    return 0;
  }

  /** What a slot uses, in a line. */
  static String describe(JsonNode slot) {
    StringBuilder line = new StringBuilder(slot.path("slot").asText());
    for (String place : new String[] {"active", "canary", "shadow"}) {
      JsonNode bundle = slot.path(place);
      if (bundle.isObject()) {
        line.append(", ").append(place).append(' ').append(bundle.path("version").asText());
      }
    }
    return line.toString();
  }
}
