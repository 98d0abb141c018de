package org.vigil.local.supervisor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.vigil.local.stack.StackPorts;

/**
 * What a supervisor tells the other commands, in {@code run/state.json}.
 *
 * @param supervisor process id of the supervisor
 * @param supervisorStart when that process started, milliseconds since 1970; tells it from a later
 *     process of the same id
 * @param phase how far it is
 * @param failure the one line to show when {@code phase} is FAILED; otherwise empty
 * @param build stamp of the tree that runs; empty where nobody gave one
 * @param ports each port by what it is for
 * @param processes what it watches over
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StackState(
    long supervisor,
    long supervisorStart,
    Phase phase,
    String failure,
    String build,
    Map<String, Integer> ports,
    List<Entry> processes) {

  /** How far the stack is. */
  public enum Phase {
    STARTING,
    RUNNING,
    STOPPING,
    FAILED
  }

  /**
   * One process.
   *
   * @param pid 0 while there is no process
   */
  public record Entry(String name, String state, long pid, int restarts, String detail) {}

  /** Whether the supervisor that wrote this still lives. */
  @JsonIgnore
  public boolean isLive() {
    return ProcessHandle.of(supervisor)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process) == supervisorStart)
        .isPresent();
  }

  /** Whether both were written by the same process. */
  public boolean isOfSameSupervisor(StackState other) {
    return supervisor == other.supervisor && supervisorStart == other.supervisorStart;
  }

  public StackPorts stackPorts() {
    return StackPorts.of(ports);
  }

  static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
