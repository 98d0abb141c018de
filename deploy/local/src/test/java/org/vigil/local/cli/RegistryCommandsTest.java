package org.vigil.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.local.stack.StackException;
import org.vigil.local.web.RegistryClient;
import org.vigil.local.web.WorklistClient;

class RegistryCommandsTest {

  @TempDir Path home;
  private HttpServer server;
  private volatile String asked = "";
  private volatile int status = 200;
  private volatile String answer = "{}";

  @BeforeEach
  void aRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked = exchange.getRequestURI() + " " + body;
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private RegistryClient client() {
    return new RegistryClient("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void aDecisionIsSentWholeAndTheSlotIsTold() throws Exception {
    answer =
        "{\"slot\":\"chest-xray\",\"active\":{\"version\":\"2\"},\"shadow\":null,\"canary\":null}";
    JsonNode slot = client().decide("chest-xray", "rollback", Map.of("by", "ann"));
    assertEquals("/api/slots/chest-xray/rollback {\"by\":\"ann\"}", asked);
    assertEquals("chest-xray, active 2", PromoteCommand.describe(slot));
  }

  @Test
  void aRefusalSaysWhatTheRegistrySays() {
    status = 409;
    answer = "{\"title\":\"The promotion gate has not passed it\",\"detail\":\"undecided\"}";
    StackException refused =
        assertThrows(
            StackException.class, () -> client().decide("chest-xray", "promote", Map.of()));
    assertEquals("The promotion gate has not passed it: undecided", refused.getMessage());
  }

  @Test
  void whatIfIsAskedOfTheWorklistAndToldInMinutes() throws Exception {
    answer =
        """
        {"studies":300,"from":"2026-11-14T08:00:00Z","read":280,"silent":2,
         "shown":{"mean":41.2,"p95":120,"maximum":180.5,"late":3},
         "candidate":{"mean":41.2,"p95":110,"maximum":195.5,"late":4},
         "findings":[{"finding":"Pneumonia","studies":31,"meanGain":12.25,"mostGained":40,
                      "mostLost":3,"sooner":28,"later":1}]}""";
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    JsonNode report = new WorklistClient(url).whatIf("chest-xray", "2.0.0", 7);
    assertEquals("/api/what-if?slot=chest-xray&bundle=2.0.0&days=7 ", asked);
    String text = WhatIfCommand.text(report);
    assertTrue(text.contains("maximum            180.5  195.5      +15.0"), text);
    assertTrue(text.contains("past due, studies  3      4          +1"), text);
    assertTrue(text.contains("Pneumonia  31       +12.3"), text);
  }

  @Test
  void withoutAStackTheCommandsSayHowToStartOne() {
    StringWriter err = new StringWriter();
    int exit =
        VigilCommand.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("bundles", "--home", home.toString());
    assertEquals(1, exit);
    assertTrue(err.toString().contains("./vigil up"), err::toString);
  }
}
