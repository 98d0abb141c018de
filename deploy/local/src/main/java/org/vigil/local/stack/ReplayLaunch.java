package org.vigil.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vigil.embedded.process.ServerProcess;
import org.vigil.embedded.store.StoreMain;

/**
 * Runs the inference service's replay against a stack: its code and libraries, without the service.
 */
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
    all.add(0, MAIN);
    ProcessBuilder process =
        new ProcessBuilder(ServerProcess.java(flags(), classPath(settings), all)).inheritIO();
    process.environment().put("VIGIL_STORE_ACCESS_KEY", StoreMain.ACCESS_KEY);
    process.environment().put("VIGIL_STORE_SECRET_KEY", StoreMain.SECRET_KEY);
    process.environment().put("OMP_WAIT_POLICY", "passive");
    process.environment().putAll(NativeAllocator.environment());
    return process.start().waitFor();
  }

  private static List<String> flags() {
    return List.of(
        "-Xmx1g",
        "--enable-native-access=ALL-UNNAMED",
        "-Dai.djl.offline=true",
        "-Dai.djl.pytorch.num_threads=1",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
  }

  private static String classPath(StackSettings settings) {
    Path app = Service.INFERENCE.jar(settings.root()).getParent();
    return app.resolve("app") + "/*:" + app.resolve("lib").resolve("main") + "/*";
  }
}
