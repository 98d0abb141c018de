package org.vigil.retrieval.opensearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what is asked of a cluster, and answers as told. */
final class FakeCluster implements AutoCloseable {
  private final HttpServer server;
  private final List<Asked> asked = new ArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** One request. */
  record Asked(String what, String body) {}

  private record Answer(int status, String body) {}

  FakeCluster() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * @param what such as {@code POST /cases/_search}; without the query string
   */
  void answers(String what, int status, String body) {
    answers.put(what, new Answer(status, body));
  }

  /** The bodies of all such requests, in their order. */
  synchronized List<String> bodies(String what) {
    return asked.stream().filter(one -> one.what().equals(what)).map(Asked::body).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    synchronized (this) {
      asked.add(new Asked(what, body));
    }
    Answer answer = answers.getOrDefault(what, new Answer(404, "{\"error\":\"not told\"}"));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    boolean bare = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), bare ? -1 : bytes.length);
    if (!bare) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
