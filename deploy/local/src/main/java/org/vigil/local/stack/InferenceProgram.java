package org.vigil.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vigil.embedded.process.ServerProcess;
import org.vigil.embedded.store.StoreMain;

/**
 * Runs a command of the inference service: its code and libraries, without the service.
 *
 * @param root the checkout, built
 * @param main the command's class
 * @param threads torch's threads within a forward pass
 */
public record InferenceProgram(Path root, String main, int threads) {

  /**
   * Runs to the end, on this process's input and outputs.
   *
   * @return its exit status
   */
  public int run(List<String> arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(arguments);
    all.add(0, main);
    ProcessBuilder process =
        new ProcessBuilder(ServerProcess.java(flags(), classPath(), all)).inheritIO();
    process.environment().put("VIGIL_STORE_ACCESS_KEY", StoreMain.ACCESS_KEY);
    process.environment().put("VIGIL_STORE_SECRET_KEY", StoreMain.SECRET_KEY);
    process.environment().put("OMP_WAIT_POLICY", "passive");
    process.environment().putAll(NativeAllocator.environment());
    return process.start().waitFor();
  }

  private List<String> flags() {
    return List.of(
        "-Xmx1g",
        "--enable-native-access=ALL-UNNAMED",
        "-Dai.djl.offline=true",
        "-Dai.djl.pytorch.num_threads=" + threads,
        "-Dai.djl.pytorch.num_interop_threads=1",
        "-Dai.djl.pytorch.graph_optimizer=false",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
  }

  private String classPath() {
    Path app = Service.INFERENCE.jar(root).getParent();
    return app.resolve("app") + "/*:" + app.resolve("lib").resolve("main") + "/*";
  }
}
