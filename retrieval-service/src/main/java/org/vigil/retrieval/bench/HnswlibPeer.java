package org.vigil.retrieval.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * hnswlib (Malkov and Yashunin's own implementation) in a process beside us, asked by a line and
 * answering by a line of JSON ({@code retrieval-service/bench/hnswlib_worker.py}).
 */
final class HnswlibPeer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;

  HnswlibPeer(List<String> command) throws IOException {
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Asks in a few words; waits for the answer. */
  JsonNode ask(String request) throws IOException {
    requests.write(request + "\n");
    requests.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("hnswlib's process ended");
    }
    return JSON.readTree(line);
  }

  @Override
  public void close() throws IOException {
    requests.close(); // It ends with its input.
    answers.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
  }
}
