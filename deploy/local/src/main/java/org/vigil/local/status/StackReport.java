package org.vigil.local.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.vigil.local.stack.HttpHealth;
import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.supervisor.StackState;
import org.vigil.local.web.WorklistClient;

/**
 * How a stack is doing at one moment.
 *
 * @param phase the supervisor's word
 * @param page the address of the worklist's page
 * @param lag by consumer group; empty while the broker does not answer
 * @param ledger empty while the worklist does not answer
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record StackReport(
    String phase,
    String page,
    List<Line> processes,
    Optional<List<GroupLag>> lag,
    Optional<Ledger> ledger) {

  /**
   * One process.
   *
   * @param state the supervisor's word
   * @param health what the process itself answers now: up, down, or empty for the two servers
   * @param residentBytes 0 where it is not known
   */
  public record Line(
      String name,
      String state,
      String health,
      long pid,
      int port,
      int restarts,
      long residentBytes,
      String detail) {}

  /** Asks every process. */
  public static StackReport of(StackState state) throws InterruptedException {
    StackPorts ports = state.stackPorts();
    List<Line> lines = state.processes().parallelStream().map(entry -> line(entry, ports)).toList();
    return new StackReport(
        state.phase().name().toLowerCase(java.util.Locale.ROOT),
        ports.url(Service.WORKLIST),
        lines,
        ConsumerLag.read(ports.bootstrapServers()),
        new WorklistClient(ports.url(Service.WORKLIST)).ledger());
  }

  private static Line line(StackState.Entry entry, StackPorts ports) {
    return new Line(
        entry.name(),
        entry.state(),
        health(entry.name(), ports),
        entry.pid(),
        ports.byName().getOrDefault(entry.name(), 0),
        entry.restarts(),
        entry.pid() == 0 ? 0 : ProcessMemory.resident(entry.pid()).orElse(0),
        entry.detail());
  }

  private static String health(String name, StackPorts ports) {
    for (Service service : Service.values()) {
      if (service.word().equals(name)) {
        return HttpHealth.ready(ports.url(service)).isReady() ? "up" : "down";
      }
    }
    return "";
  }
}
