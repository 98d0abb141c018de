package org.vigil.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.vigil.embedded.EmbeddedServers;
import org.vigil.embedded.store.StoreMain;
import org.vigil.local.bench.BenchmarkModels;
import org.vigil.local.stack.InferenceProgram;
import org.vigil.local.stack.Provisioning;
import org.vigil.local.stack.StackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the inference service alone. */
@Command(
    name = "inference",
    description = {
      "Times the scoring flow beside the bare forward pass, without a broker and with one, and how",
      "long studies wait that come at their own times. One line of JSON for each measurement."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchInferenceCommand implements Callable<Integer> {
  private static final String MAIN = "org.vigil.inference.bench.InferenceBench";
  private static final String SOAK = "org.vigil.inference.bench.InferenceSoak";

  @Spec private CommandSpec spec;

  @Option(names = "--networks", split = ",", defaultValue = "densenet121,resnet50")
  private List<String> networks;

  @Option(names = "--no-default-bundles", description = "only the networks")
  private boolean noDefaultBundles;

  @Option(names = "--batches", defaultValue = "1,2,4,8,16,32")
  private String batches;

  @Option(names = "--threads", defaultValue = "1", description = "torch's, within a forward pass")
  private int threads;

  @Option(names = "--seconds", defaultValue = "8", description = "of each measurement")
  private String seconds;

  @Option(
      names = "--open-seconds",
      defaultValue = "30",
      description = "of each load that comes at its own times; 0 to leave that out")
  private String openSeconds;

  @Option(names = "--deadline", defaultValue = "PT5S", description = "of a study at such loads")
  private String deadline;

  @Option(names = "--device", defaultValue = "cpu", description = "cpu or cuda")
  private String device;

  @Option(names = "--offline", description = "without broker and store")
  private boolean offline;

  @Option(
      names = "--python",
      description = "then time the networks in PyTorch, in its default format and channels last")
  private boolean python;

  @Option(
      names = "--soak",
      paramLabel = "STUDIES",
      defaultValue = "0",
      description = "instead, score so many while the default bundles are swapped every minute")
  private long soak;

  @Override
  public Integer call() throws Exception {
    Path home = Files.createDirectories(BenchHome.empty());
    int status = offline ? run(home, List.of()) : withServers(home);
    return status == 0 && python && soak == 0 ? comparePython() : status;
  }

  private int withServers(Path home) throws IOException, InterruptedException {
    say("Starting a broker and a store in " + home);
    try (EmbeddedServers servers = EmbeddedServers.start(home)) {
      String store = servers.store().endpoint().toString();
      String broker = servers.broker().bootstrapServers();
      Provisioning.createMissing(
          broker, Provisioning.store(store, StoreMain.ACCESS_KEY, StoreMain.SECRET_KEY));
      return run(home, List.of("--bootstrap-servers=" + broker, "--store=" + store));
    }
  }

  private int run(Path home, List<String> servers) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(servers);
    arguments.add("--device=" + device);
    if (soak > 0) {
      arguments.add("--studies=" + soak);
      defaultBundles().forEach(folder -> arguments.add("--bundle=" + folder));
      return program(SOAK).run(arguments);
    }
    bundles(home).forEach(folder -> arguments.add("--bundle=" + folder));
    arguments.addAll(List.of("--batches=" + batches, "--seconds=" + seconds));
    arguments.addAll(List.of("--open-seconds=" + openSeconds, "--deadline=" + deadline));
    return program(MAIN).run(arguments);
  }

  private InferenceProgram program(String main) {
    return new InferenceProgram(StackOptions.root(), main, threads);
  }

  private List<Path> bundles(Path home) throws IOException, InterruptedException {
    List<Path> all =
        new ArrayList<>(
            BenchmarkModels.write(StackOptions.root(), home.resolve("bundles"), networks, device));
    if (!noDefaultBundles) {
      all.addAll(defaultBundles());
    }
    return all;
  }

  /** The newest version of each slot. */
  private static List<Path> defaultBundles() throws IOException {
    List<Path> newest = new ArrayList<>();
    try (Stream<Path> slots = Files.list(StackOptions.root().resolve("bundles"))) {
      for (Path slot : slots.filter(Files::isDirectory).sorted().toList()) {
        try (Stream<Path> versions = Files.list(slot)) {
          versions
              .filter(Files::isDirectory)
              .sorted()
              .reduce((first, second) -> second)
              .ifPresent(newest::add);
        }
      }
    }
    return newest;
  }

  /** Ratios of Python's time to Java's, once for each of Python's memory formats. */
  private int comparePython() throws IOException, InterruptedException {
    for (List<String> format : List.of(List.<String>of(), List.of("--python-channels-last"))) {
      say("PyTorch" + (format.isEmpty() ? ", default format" : ", channels last"));
      List<String> command = new ArrayList<>();
      command.add(StackOptions.root().resolve("models/bench/training-speed").toString());
      command.addAll(List.of("--kinds", "serving", "--batches", batches));
      command.addAll(List.of("--networks", String.join(",", networks)));
      command.addAll(List.of("--threads", Integer.toString(threads)));
      command.addAll(format);
      ProcessBuilder process = new ProcessBuilder(command).inheritIO();
      process.environment().putAll(Map.of("OMP_NUM_THREADS", Integer.toString(threads)));
      if (process.start().waitFor() != 0) {
        throw new StackException(String.join(" ", command) + " failed");
      }
    }
    return 0;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
