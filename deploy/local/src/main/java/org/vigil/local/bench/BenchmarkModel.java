package org.vigil.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vigil.local.stack.StackException;

/**
 * The network that is measured: an untrained bundle of its architecture at 224 px, and its forward
 * pass with nothing around it, in a process of its own ({@code models/bin/vigil-models}).
 *
 * @param root the checkout
 * @param bundles folder to write the bundle into
 * @param network name of the architecture
 * @param device cpu or cuda
 */
record BenchmarkModel(Path root, Path bundles, String network, String device) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void write() throws IOException, InterruptedException {
    run(1, List.of("bench-bundle", "--network", network, "--out", bundles.toString()));
  }

  /** Where {@link #write} puts it. */
  Path folder() {
    return bundles.resolve("chest-xray").resolve("bench-" + network);
  }

  /** Images per second of the bare forward pass with so many torch threads, as it is served. */
  double forward(int threads, int batch, double seconds) throws IOException, InterruptedException {
    return forward(threads, batch, seconds, List.of());
  }

  /** The same of the network as it was trained. */
  double forwardAsTrained(int threads, int batch, double seconds)
      throws IOException, InterruptedException {
    return forward(threads, batch, seconds, List.of("--as-trained"));
  }

  private double forward(int threads, int batch, double seconds, List<String> more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("forward", folder().toString()));
    arguments.addAll(List.of("--batch=" + batch, "--seconds=" + seconds, "--device=" + device));
    arguments.addAll(more);
    JsonNode result = JSON.readTree(run(threads, arguments));
    return result.path("imagesPerSecond").asDouble();
  }

  /** The command's last line. */
  private String run(int threads, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(root.resolve("models/bin/vigil-models").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    Process process = builder.start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    if (process.waitFor() != 0 || lines.isEmpty()) {
      throw new StackException(
          "%s failed; run it by hand to see why".formatted(String.join(" ", command)));
    }
    return lines.getLast();
  }
}
