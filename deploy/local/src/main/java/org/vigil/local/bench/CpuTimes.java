package org.vigil.local.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.supervise.ProcessView;

/** Processor time that each process of a stack, and this one, has used so far. */
record CpuTimes(Map<String, Duration> used) {
  private static final String SENDER = "sender";

  static CpuTimes now(LocalStack stack) {
    Map<String, Duration> used = new LinkedHashMap<>();
    for (ProcessView view : stack.views()) {
      view.state().pid().stream()
          .mapToObj(ProcessHandle::of)
          .flatMap(java.util.Optional::stream)
          .findFirst()
          .flatMap(process -> process.info().totalCpuDuration())
          .ifPresent(time -> used.put(view.name(), time));
    }
    ProcessHandle.current().info().totalCpuDuration().ifPresent(t -> used.put(SENDER, t));
    return new CpuTimes(used);
  }

  /** Milliseconds of one core for each of {@code studies}, by process. */
  Map<String, Double> perStudy(CpuTimes before, int studies) {
    Map<String, Double> millis = new LinkedHashMap<>();
    used.forEach(
        (process, time) ->
            millis.put(
                process,
                time.minus(before.used.getOrDefault(process, Duration.ZERO)).toNanos()
                    / 1e6
                    / studies));
    return millis;
  }
}
