package org.vigil.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays past traffic by a shadow's scores, before anybody promotes it. */
@Command(
    name = "what-if",
    description = "Tells what a shadow's scores would have changed for those who waited.",
    mixinStandardHelpOptions = true)
final class WhatIfCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions registry;

  @Parameters(index = "0", description = "such as chest-xray")
  private String slot;

  @Parameters(index = "1", description = "of the bundle that is or was the shadow")
  private String version;

  @Option(names = "--days", defaultValue = "7", description = "to look back (${DEFAULT-VALUE})")
  private int days;

  @Override
  public Integer call() throws Exception {
    spec.commandLine().getOut().println(text(registry.worklist().whatIf(slot, version, days)));
    return 0;
  }

  /** The report for people; minutes. */
  static String text(JsonNode report) {
    return """
    %d studies since %s, %d of them read; on %d the candidate was silent (unassessed).

    %s

    %s"""
        .formatted(
            report.path("studies").asInt(),
            report.path("from").asText(),
            report.path("read").asInt(),
            report.path("silent").asInt(),
            waits(report),
            findings(report));
  }

  private static Table waits(JsonNode report) {
    Table table = new Table("wait, minutes", "shown", "candidate", "change");
    for (String value : new String[] {"mean", "p95", "maximum"}) {
      double shown = report.path("shown").path(value).asDouble();
      double candidate = report.path("candidate").path(value).asDouble();
      table.row(value, number(shown), number(candidate), signed(candidate - shown));
    }
    int shown = report.path("shown").path("late").asInt();
    int candidate = report.path("candidate").path("late").asInt();
    table.row("past due, studies", shown, candidate, String.format("%+d", candidate - shown));
    return table;
  }

  private static Table findings(JsonNode report) {
    Table table =
        new Table(
            "confirmed", "studies", "mean gain", "most gained", "most lost", "sooner", "later");
    for (JsonNode finding : report.path("findings")) {
      table.row(
          finding.path("finding").asText(),
          finding.path("studies").asInt(),
          signed(finding.path("meanGain").asDouble()),
          number(finding.path("mostGained").asDouble()),
          number(finding.path("mostLost").asDouble()),
          finding.path("sooner").asInt(),
          finding.path("later").asInt());
    }
    return table;
  }

  private static String number(double minutes) {
    return String.format(Locale.ROOT, "%.1f", minutes);
  }

  private static String signed(double minutes) {
    return String.format(Locale.ROOT, "%+.1f", minutes);
  }
}
