package org.vigil.local.bench.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.vigil.local.stack.StackException;

/** Sends folders of instances at the same time, one sender for each, and times it. */
final class DoorLoad {
  private static final int INSTANCES_PER_REQUEST = 10;
  private static final String BOUNDARY = "vigil-bench";

  private final Path logs;

  /**
   * @param logs a folder for what senders say
   */
  DoorLoad(Path logs) {
    this.logs = logs;
  }

  /** C-STORE by DCMTK's storescu, an association for each folder. */
  Timed store(DoorServer server, List<Path> folders) throws IOException, InterruptedException {
    return timed(server, folders, folder -> storescu(server, folder));
  }

  private void storescu(DoorServer server, Path folder) throws InterruptedException {
    Path output = logs.resolve("storescu-" + folder.getFileName() + ".log");
    Programs.run(
        output,
        List.of(
            "storescu",
            "-v", // Or it fails without a word.
            "-R",
            "-aec",
            server.title(),
            "127.0.0.1",
            Integer.toString(server.port()),
            "+sd",
            folder.toString()));
  }

  /** STOW-RS, a connection for each folder, ten instances in each request. */
  Timed stow(DoorServer server, List<Path> folders) throws IOException, InterruptedException {
    URI studies = server.studies().orElseThrow();
    return timed(server, folders, folder -> post(studies, folder));
  }

  private static void post(URI studies, Path folder) throws IOException, InterruptedException {
    List<Path> files = Radiographs.in(List.of(folder));
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int at = 0; at < files.size(); at += INSTANCES_PER_REQUEST) {
        List<Path> some = files.subList(at, Math.min(files.size(), at + INSTANCES_PER_REQUEST));
        HttpResponse<String> answer =
            client.send(request(studies, some), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new StackException(
              "STOW-RS was answered %d: %s".formatted(answer.statusCode(), answer.body()));
        }
      }
    }
  }

  private static HttpRequest request(URI studies, List<Path> files) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Path file : files) {
      ascii(body, "--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n");
      Files.copy(file, body);
      ascii(body, "\r\n");
    }
    ascii(body, "--" + BOUNDARY + "--\r\n");
    return HttpRequest.newBuilder(studies)
        .header(
            "Content-Type", "multipart/related; type=\"application/dicom\"; boundary=" + BOUNDARY)
        .header("Accept", "application/dicom+json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
        .build();
  }

  private static void ascii(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What one sender does. */
  @FunctionalInterface
  private interface Sending {
    void send(Path folder) throws IOException, InterruptedException;
  }

  private static Timed timed(DoorServer server, List<Path> folders, Sending sending)
      throws IOException, InterruptedException {
    int instances = Radiographs.in(folders).size();
    Duration before = server.processorTime();
    long start = System.nanoTime();
    try (ExecutorService senders = Executors.newFixedThreadPool(folders.size())) {
      List<Future<?>> sent = new ArrayList<>();
      for (Path folder : folders) {
        sent.add(
            senders.submit(
                () -> {
                  sending.send(folder);
                  return folder;
                }));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new StackException(server.name() + ": " + e.getCause().getMessage(), e.getCause());
    }
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    return new Timed(server.name(), instances, wall, server.processorTime().minus(before));
  }
}
