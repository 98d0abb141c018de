package org.vigil.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.local.status.GroupLag;
import org.vigil.local.status.Ledger;
import org.vigil.local.status.StackReport;
import org.vigil.local.supervisor.StackState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows processes, health, consumer lag and ledger totals. */
@Command(
    name = "status",
    description = "Shows processes, health, consumer lag and ledger totals.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final int NOT_RUNNING = 3;

  @Spec private CommandSpec spec;
  @Mixin private StackOptions stack;

  @Option(names = "--json", description = "for machines")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Optional<StackState> state = stack.stateFile().readLive();
    if (state.isEmpty()) {
      out.println(json ? "{\"phase\":\"down\"}" : "Vigil is not running; ./vigil up starts it.");
      return NOT_RUNNING;
    }
    StackReport report = StackReport.of(state.get());
    if (json) {
      out.println(mapper().writeValueAsString(report));
    } else {
      print(report, out);
    }
    return 0;
  }

  private static ObjectMapper mapper() {
    return new ObjectMapper()
        .registerModule(new com.fasterxml.jackson.datatype.jdk8.Jdk8Module())
        .enable(SerializationFeature.INDENT_OUTPUT);
  }

  private static void print(StackReport report, PrintWriter out) {
    out.println("Vigil is " + report.phase() + ": " + report.page());
    out.println();
    Table processes = new Table("process", "state", "health", "port", "pid", "restarts", "memory");
    for (StackReport.Line line : report.processes()) {
      processes.row(
          line.name(),
          line.state(),
          line.health(),
          line.port(),
          line.pid() == 0 ? "" : line.pid(),
          line.restarts(),
          line.residentBytes() == 0 ? "" : (line.residentBytes() >> 20) + " MB");
    }
    out.println(processes);
    report.processes().stream()
        .filter(line -> !line.detail().isEmpty())
        .forEach(line -> out.println(line.name() + ": " + line.detail()));
    out.println();
    out.println(report.lag().map(StatusCommand::lag).orElse("Consumer lag: no answer"));
    out.println();
    out.println(report.ledger().map(StatusCommand::ledger).orElse("Ledger: no answer"));
  }

  private static String lag(List<GroupLag> groups) {
    Table table = new Table("consumer group", "lag", "members");
    groups.forEach(group -> table.row(group.group(), group.records(), group.members()));
    return table.toString();
  }

  private static String ledger(Ledger ledger) {
    return "Images: %d accepted = %d scored + %d abstained + %d rejected + %d in flight"
        .formatted(
            ledger.accepted(),
            ledger.scored(),
            ledger.abstained(),
            ledger.rejected(),
            ledger.inFlight());
  }
}
