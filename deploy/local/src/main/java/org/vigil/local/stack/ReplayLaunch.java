package org.vigil.local.stack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs the inference service's replay against a stack. */
public final class ReplayLaunch {
  private static final String MAIN = "org.vigil.inference.replay.ReplayMain";

  private ReplayLaunch() {}

  /**
   * Runs to the end, on this process's input and outputs.
   *
   * @return its exit status
   */
  public static int run(StackSettings settings, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--bootstrap-servers", settings.ports().bootstrapServers()));
    all.addAll(List.of("--store", settings.ports().storeUrl()));
    return new InferenceProgram(settings.root(), MAIN, 1).run(all);
  }
}
