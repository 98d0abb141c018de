package org.vigil.local.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What a supervised process is doing.
 *
 * <p>Waiting → Starting → Ready, from either of these to BackingOff → Starting when it ends by
 * itself, to GaveUp when it never came up, and from any to Stopped when it is told to end.
 */
public sealed interface ProcessState {

  /** The word for people and for the state file. */
  String word();

  /** The process id while there is a process. */
  default OptionalLong pid() {
    return OptionalLong.empty();
  }

  /** Why, where there is something to say; otherwise empty. */
  default String detail() {
    return "";
  }

  /** Its turn has not come. */
  record Waiting() implements ProcessState {
    @Override
    public String word() {
      return "waiting";
    }
  }

  /** The process runs and is not ready. */
  record Starting(long processId, Instant since) implements ProcessState {
    @Override
    public String word() {
      return "starting";
    }

    @Override
    public OptionalLong pid() {
      return OptionalLong.of(processId);
    }
  }

  /** The process has said that it is ready. */
  record Ready(long processId, Instant since) implements ProcessState {
    @Override
    public String word() {
      return "ready";
    }

    @Override
    public OptionalLong pid() {
      return OptionalLong.of(processId);
    }
  }

  /** The process ended and is started again after a while. */
  record BackingOff(String why, Duration delay) implements ProcessState {
    @Override
    public String word() {
      return "restarting";
    }

    @Override
    public String detail() {
      return "%s; next try in %.1f s".formatted(why, delay.toMillis() / 1000.0);
    }
  }

  /** It never came up, and trying on will not help. */
  record GaveUp(String why) implements ProcessState {
    @Override
    public String word() {
      return "failed";
    }

    @Override
    public String detail() {
      return why;
    }
  }

  /** It was told to end, and has. */
  record Stopped() implements ProcessState {
    @Override
    public String word() {
      return "stopped";
    }
  }
}
