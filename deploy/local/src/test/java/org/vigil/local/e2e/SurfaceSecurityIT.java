package org.vigil.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;
import org.vigil.platform.access.AccessMatrix;
import org.vigil.platform.access.AccessRule;

/**
 * The HTTP surfaces of all services as somebody meets them who means no good (docs/security.md).
 * What the page does with hostile words is tested in a browser, at the worklist.
 */
@Timeout(600)
@ExtendWith(SharedStack.class)
class SurfaceSecurityIT {
  private static final String NOTHING = "";
  private static final String UNKNOWN_ID = "nobody";
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "FROB");
  private static final List<String> HEADERS =
      List.of(
          "X-Content-Type-Options: nosniff",
          "Referrer-Policy: no-referrer",
          "X-Frame-Options: DENY",
          "Content-Security-Policy: frame-ancestors 'none'",
          "Content-Security-Policy: default-src 'none'",
          "Cache-Control: ");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final AccessMatrix matrix = AccessMatrix.load();

  @ParameterizedTest
  @EnumSource
  void everyAnswerKeepsBrowsersFromRunningFramingTypingAndKeepingIt(
      Service service, LocalStack stack) throws Exception {
    List<String> bare = new ArrayList<>();
    List<String> paths = new ArrayList<>(List.of("/nothing-here", "/api/nothing-here"));
    rules(service).stream()
        .filter(rule -> rule.method().equals("GET"))
        .forEach(rule -> paths.add(path(rule)));
    for (String path : paths) {
      Wire.Reply reply = Wire.ask(port(stack, service), "GET", path, NOTHING);
      for (String header : HEADERS) {
        String[] parts = header.split(": ", 2);
        if (!reply.hasHeader(parts[0], parts[1])) {
          bare.add("%s (%d): %s".formatted(path, reply.status(), header));
        }
      }
      if (reply.hasHeader("Server", "") || reply.hasHeader("X-Powered-By", "")) {
        bare.add(path + " says what serves it");
      }
    }
    assertEquals(List.of(), bare);
  }

  @ParameterizedTest
  @EnumSource
  void methodsThatAreNotOfferedAreRefused(Service service, LocalStack stack) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (String path : rules(service).stream().map(SurfaceSecurityIT::path).distinct().toList()) {
      for (String method : METHODS) {
        if (matrix.rule(application(service), method, path).isPresent()) {
          continue;
        }
        int status = Wire.ask(port(stack, service), method, path, "Content-Length: 0\r\n").status();
        if (!Set.of(404, 405, 501).contains(status)) {
          wrong.add("%s %s: %d".formatted(method, path, status));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTooLargeIsRefusedBeforeItIsRead(Service service, LocalStack stack) throws Exception {
    int port = port(stack, service);
    AccessRule taking =
        rules(service).stream()
            .filter(rule -> rule.method().equals("POST"))
            .findFirst()
            .orElseThrow();
    String huge = "Content-Type: application/json\r\nContent-Length: 99999999999\r\n";
    assertEquals(413, Wire.ask(port, "POST", path(taking), huge).status());
    String longHeader = "X-Long: " + "a".repeat(100_000) + "\r\n";
    assertTrue(
        Set.of(0, 400, 431).contains(Wire.ask(port, "GET", "/q/health", longHeader).status()));
    String longPath = "/api/" + "a".repeat(20_000);
    assertTrue(Set.of(0, 400, 414).contains(Wire.ask(port, "GET", longPath, NOTHING).status()));
    String smuggled = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n";
    int status = Wire.ask(port, "POST", path(taking), smuggled + "\r\n0\r\n").status();
    assertTrue(status == 0 || status >= 400, () -> "two lengths are taken: " + status);
  }

  @ParameterizedTest
  @EnumSource
  void noPathLeadsOutOfItsPlace(Service service, LocalStack stack) throws Exception {
    List<String> wrong = new ArrayList<>();
    List<String> ways =
        List.of(
            "..%2f..%2f..%2f..%2fetc%2fpasswd",
            "%2e%2e",
            "..",
            "....%2f%2f",
            "..%5c..%5c",
            "%00",
            "%2fetc%2fpasswd",
            "file:%2f%2f%2fetc%2fpasswd",
            "%c0%ae%c0%ae",
            "%zz");
    for (AccessRule rule : rules(service)) {
      if (!rule.method().equals("GET") || rule.path().shape().endsWith("/events")) {
        continue;
      }
      for (String way : ways) {
        String path = rule.path().shape().replace("**", way).replace("{}", way);
        if (path.equals(rule.path().shape())) {
          path = path + (path.endsWith("/") ? "" : "/") + way;
        }
        Wire.Reply reply = Wire.ask(port(stack, service), "GET", path, NOTHING);
        boolean leaks =
            reply.text().contains("root:") || reply.text().contains("quarkus.application.name");
        if (leaks || reply.status() >= 500 || reply.text().contains("\tat ")) {
          wrong.add("%s: %d".formatted(path, reply.status()));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void nothingThatIsSentIsEverFetched(LocalStack stack) throws Exception {
    Queue<String> fetched = new ConcurrentLinkedQueue<>();
    HttpServer bait =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bait.createContext(
        "/",
        exchange -> {
          fetched.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    bait.start();
    try {
      String url = "http://127.0.0.1:%d/bait".formatted(bait.getAddress().getPort());
      for (Service service : Service.values()) {
        for (AccessRule rule : rules(service)) {
          if (!rule.path().shape().endsWith("/events")) {
            offer(stack, service, rule, url);
          }
        }
      }
      assertEquals(List.of(), List.copyOf(fetched));
    } finally {
      bait.stop(0);
    }
  }

  /** Puts an address wherever a request has room for words. */
  private static void offer(LocalStack stack, Service service, AccessRule rule, String url)
      throws Exception {
    String word = URLEncoder.encode(url, StandardCharsets.UTF_8);
    StringBuilder query = new StringBuilder("?by=").append(word);
    for (String name :
        List.of(
            "url",
            "uri",
            "callback",
            "image",
            "site",
            "space",
            "after",
            "from",
            "kind",
            "role",
            "StudyInstanceUID",
            "includefield")) {
      query.append('&').append(name).append('=').append(word);
    }
    String json =
        """
        {"site":"%1$s","kind":"chest-xray","slot":"%1$s","key":"%1$s","metadata":{"age":"%1$s"},
         "images":[{"upload":"%1$s"}],"url":"%1$s","callback":"%1$s","image":"%1$s",
         "reader":"%1$s","diagnosis":"%1$s","note":"%1$s","finding":"%1$s","space":"%1$s",
         "vector":[1.0],"archive":"%1$s","bundle":"%1$s","by":"%1$s","reason":"%1$s",
         "version":"%1$s","as":"active","scope":"%1$s","network":"%1$s","resourceType":"Bundle",
         "type":"transaction","entry":[{"fullUrl":"%1$s","request":{"url":"%1$s"}}]}
        """
            .formatted(url);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    stack.settings().ports().url(service)
                        + rule.path().shape().replace("**", word).replace("{}", word)
                        + query))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("X-Forwarded-Host", url.substring("http://".length()))
            .header("Forwarded", "host=" + url)
            .header("Referer", url)
            .method(rule.method(), BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    assertTrue(response.statusCode() < 500, () -> rule.endpoint() + ": " + response.body());
  }

  @ParameterizedTest
  @EnumSource(names = {"INGEST", "RETRIEVAL"})
  void onlyThePagesOriginReadsAnswersInABrowser(Service service, LocalStack stack)
      throws Exception {
    String page = "http://127.0.0.1:" + stack.settings().ports().worklist();
    String path = service == Service.INGEST ? "/api/schemas/metadata/skin/1" : "/api/spaces";
    int port = port(stack, service);
    Wire.Reply own = Wire.ask(port, "GET", path, "Origin: " + page + "\r\n");
    assertTrue(own.hasHeader("Access-Control-Allow-Origin", page), own.text());
    for (String origin : List.of("http://evil.example", "null", page + ".evil.example")) {
      Wire.Reply foreign = Wire.ask(port, "GET", path, "Origin: " + origin + "\r\n");
      assertTrue(!foreign.hasHeader("Access-Control-Allow-Origin", ""), foreign.text());
    }
  }

  private List<AccessRule> rules(Service service) {
    return matrix.of(application(service));
  }

  private static String application(Service service) {
    return "vigil-" + service.word();
  }

  private static int port(LocalStack stack, Service service) {
    return stack.settings().ports().http(service);
  }

  private static String path(AccessRule rule) {
    return rule.path()
        .shape()
        .replace("/js/**", "/js/main.js")
        .replace("/css/**", "/css/base.css")
        .replace("{}", UNKNOWN_ID);
  }
}
