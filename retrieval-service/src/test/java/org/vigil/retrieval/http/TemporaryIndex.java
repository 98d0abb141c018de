package org.vigil.retrieval.http;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;

/**
 * An index folder for one test, a site that shares its cases, and an inference service that sees
 * every picture as looking east, except damaged ones.
 */
public final class TemporaryIndex implements QuarkusTestResourceLifecycleManager {
  private static final String EAST =
      "{\"scores\":[{\"finding\":\"Pneumonia\",\"score\":0.9,\"threshold\":0.5}],"
          + "\"embedding\":{\"space\":\"chest-xray/1.0\",\"vector\":[1.0,0.0]}}";
  private static final String ABSTAINED =
      "{\"scores\":[],\"abstention\":{\"reason\":\"image-unreadable\",\"detail\":\"damaged\"}}";

  private HttpServer inference;

  @Override
  public Map<String, String> start() {
    try {
      inference = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      inference.createContext(
          "/api/score",
          exchange -> {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            boolean asked = "embedding=true".equals(exchange.getRequestURI().getQuery());
            byte[] answer =
                (asked && !body.contains("damaged") ? EAST : ABSTAINED)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      inference.start();
      return Map.of(
          "vigil.retrieval.index-dir",
          Files.createTempDirectory("vigil-index").toString(),
          "vigil.retrieval.shared-sites",
          "open",
          "vigil.retrieval.inference-url",
          "http://127.0.0.1:" + inference.getAddress().getPort(),
          "vigil.retrieval.close-enough.chest-xray",
          "0.95");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (inference != null) {
      inference.stop(0);
    }
  }
}
