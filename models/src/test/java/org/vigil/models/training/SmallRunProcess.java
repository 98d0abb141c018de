package org.vigil.models.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vigil.models.weights.Safetensors;
import org.vigil.models.weights.Tensor;

/** A {@link SmallRun} in a process of its own that may be killed at a step. */
final class SmallRunProcess {
  /** Exit status after SIGKILL. */
  static final int KILLED = 128 + 9;

  private SmallRunProcess() {}

  /**
   * @param result where the final weights go
   * @param checkpoint to go on from if it exists, and to write at every step
   * @param deadly step after which the process kills itself
   */
  static Process start(Path result, Path checkpoint, int deadly) throws IOException {
    String paths =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true"));
    command.addAll(List.of("-Xmx256m", "-cp", paths, SmallRunProcess.class.getName()));
    command.addAll(List.of(result.toString(), checkpoint.toString(), Integer.toString(deadly)));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws IOException {
    Path checkpoint = Path.of(args[1]);
    int deadly = Integer.parseInt(args[2]);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        SmallRun run = new SmallRun(manager, SmallRun.settings(Adam.adamW(0.01)), 1)) {
      if (Files.exists(checkpoint)) {
        run.resume(Checkpoint.read(checkpoint));
      }
      Map<String, Tensor> weights = run.finish(writing(checkpoint, deadly));
      Files.write(Path.of(args[0]), Safetensors.write(weights));
    }
  }

  private static RunListener writing(Path checkpoint, int deadly) {
    return new RunListener() {
      @Override
      public void stepped(TrainingRun<?> run) {
        try {
          run.checkpoint().write(checkpoint);
          if (run.steps() == deadly) {
            killThisProcess();
          }
        } catch (IOException | InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  private static void killThisProcess() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
        .start()
        .waitFor();
    throw new IllegalStateException("still alive");
  }
}
