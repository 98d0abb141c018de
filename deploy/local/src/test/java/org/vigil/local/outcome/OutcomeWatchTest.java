package org.vigil.local.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.local.web.WorklistClient;

class OutcomeWatchTest {
  private static final String SCORED =
      "{\"kind\":\"skin\",\"state\":\"scored\",\"urgency\":\"routine\",\"position\":4,\"reason\":\"NV\"}";
  private static final String WAITING =
      "{\"kind\":\"skin\",\"state\":\"waiting\",\"urgency\":\"unassessed\",\"position\":2}";

  /** What the worklist answers next by study: the first, then the second for ever. */
  private final Map<String, List<String>> answers = new ConcurrentHashMap<>();

  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private HttpServer server;
  private OutcomeWatch watch;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/studies/",
        exchange -> {
          String id = exchange.getRequestURI().getPath().substring("/api/studies/".length());
          List<String> words = answers.get(id);
          int times = asked.merge(id, 1, Integer::sum);
          String word = words.get(Math.min(times, words.size()) - 1);
          byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    watch = new OutcomeWatch(new WorklistClient(url), Duration.ofSeconds(2));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aStudyIsWaitedForUntilItsModelHasSpoken() throws InterruptedException {
    answers.put("s1", List.of("", WAITING, SCORED));
    Map<String, Outcome> outcomes = watch.await(List.of("s1"), done -> {});
    assertEquals(
        new Outcome("skin", "scored", "routine", OptionalInt.of(4), "NV"), outcomes.get("s1"));
    assertTrue(outcomes.get("s1").isFinal());
  }

  @Test
  void whatStillWaitsWhenPatienceRunsOutIsSaidToWait() throws InterruptedException {
    answers.put("s1", List.of(SCORED));
    answers.put("s2", List.of(WAITING));
    answers.put("s3", List.of(""));
    Map<String, Outcome> outcomes = watch.await(List.of("s1", "s2", "s3"), done -> {});
    assertEquals("scored", outcomes.get("s1").state());
    assertEquals("waiting", outcomes.get("s2").state());
    assertEquals("unseen", outcomes.get("s3").state());
    assertFalse(outcomes.get("s3").isFinal());
  }
}
