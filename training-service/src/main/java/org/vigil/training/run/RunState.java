package org.vigil.training.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a run is. Queued, then running, then one of three ends; a run that was running when the
 * service went is queued again and goes on from its checkpoint.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @Type(value = RunState.Queued.class, name = "queued"),
  @Type(value = RunState.Running.class, name = "running"),
  @Type(value = RunState.Succeeded.class, name = "succeeded"),
  @Type(value = RunState.Failed.class, name = "failed"),
  @Type(value = RunState.Cancelled.class, name = "cancelled")
})
public sealed interface RunState {

  /** Waits for its turn. */
  record Queued() implements RunState {}

  /** At work since then. */
  record Running(Instant since) implements RunState {}

  /**
   * Its bundle is registered, or evaluated, and the gate has decided.
   *
   * @param version of the bundle
   * @param decision id of the gate's decision
   * @param gate the decision's outcome as a word
   */
  record Succeeded(Instant at, String version, String decision, String gate) implements RunState {}

  /** Ended without a bundle; why. */
  record Failed(Instant at, String reason) implements RunState {}

  /** Somebody ended it. */
  record Cancelled(Instant at, String by) implements RunState {}

  @JsonIgnore
  default boolean isOver() {
    return switch (this) {
      case Queued q -> false;
      case Running r -> false;
      case Succeeded s -> true;
      case Failed f -> true;
      case Cancelled c -> true;
    };
  }

  /** When it ended. */
  default Optional<Instant> endedAt() {
    return switch (this) {
      case Queued q -> Optional.empty();
      case Running r -> Optional.empty();
      case Succeeded s -> Optional.of(s.at());
      case Failed f -> Optional.of(f.at());
      case Cancelled c -> Optional.of(c.at());
    };
  }
}
