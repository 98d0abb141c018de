package org.vigil.local.bench.door;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackListener;
import org.vigil.local.stack.StackSettings;

/** Our front door with its broker and its store, and nobody behind it. */
final class VigilServer implements DoorServer {
  private final LocalStack stack;

  private VigilServer(LocalStack stack) {
    this.stack = stack;
  }

  static VigilServer start(StackSettings settings) {
    LocalStack stack = new LocalStack(settings, StackListener.silent(), Set.of(Service.INGEST));
    stack.start();
    return new VigilServer(stack);
  }

  @Override
  public String name() {
    return "Vigil";
  }

  @Override
  public String title() {
    return "VIGIL";
  }

  @Override
  public int port() {
    return stack.settings().ports().dicom();
  }

  @Override
  public Optional<URI> studies() {
    return Optional.of(
        URI.create(stack.settings().ports().url(Service.INGEST) + "/dicomweb/studies"));
  }

  @Override
  public Duration processorTime() {
    return stack.views().stream()
        .flatMap(view -> view.state().pid().stream().mapToObj(ProcessHandle::of))
        .flatMap(Optional::stream)
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Megabytes of the front door's process that are in memory now (Linux). */
  double residentMegabytes() throws IOException {
    long pid =
        stack.views().stream()
            .filter(view -> view.name().equals(Service.INGEST.word()))
            .flatMapToLong(view -> view.state().pid().stream())
            .findFirst()
            .orElseThrow();
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1000.0;
      }
    }
    throw new IOException("the process does not say how much memory it has");
  }

  @Override
  public void close() {
    stack.close();
  }
}
