package org.vigil.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.vigil.local.log.LogTail;
import org.vigil.local.stack.StackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the processes printed. */
@Command(name = "logs", description = "Shows the end of the logs.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  private static final int POLL_MILLIS = 300;

  @Spec private CommandSpec spec;
  @Mixin private StackOptions stack;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROCESS",
      description = "ingest, inference, worklist, retrieval, training, broker, store, supervisor")
  private Optional<String> process;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "40",
      description = "so many lines of each")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "stay and show what is added")
  private boolean follow;

  @Override
  public Integer call() throws Exception {
    Map<String, LogTail> tails = new LinkedHashMap<>();
    for (Path log : logs()) {
      String name = log.getFileName().toString().replace(".log", "");
      tails.put(name, new LogTail(log));
      print(name, LogTail.last(log, lines));
    }
    while (follow) {
      Thread.sleep(POLL_MILLIS);
      for (var tail : tails.entrySet()) {
        print(tail.getKey(), tail.getValue().added());
      }
    }
    return 0;
  }

  private List<Path> logs() throws IOException {
    if (process.isPresent()) {
      Path log = stack.folders().log(process.get());
      if (!Files.exists(log)) {
        throw new StackException("there is no log of " + process.get() + " at " + log);
      }
      return List.of(log);
    }
    Path folder = stack.folders().log("any").getParent();
    if (!Files.isDirectory(folder)) {
      throw new StackException("there are no logs in " + folder + ": the stack never ran");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".log")).sorted().toList();
    }
  }

  private void print(String name, List<String> added) {
    PrintWriter out = spec.commandLine().getOut();
    String prefix = process.isPresent() ? "" : "%-10s | ".formatted(name);
    added.forEach(line -> out.println(prefix + line));
    out.flush();
  }
}
