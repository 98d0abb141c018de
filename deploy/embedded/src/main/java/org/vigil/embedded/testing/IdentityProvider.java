package org.vigil.embedded.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenID Connect provider for tests (OpenID Connect Core 1.0, section 3.1; Discovery 1.0): it
 * signs tokens, publishes its key, and serves the authorization code flow to a browser without a
 * form, for whoever {@link #atTheBrowser} names. Thread-safe; on loopback. Not for anything else:
 * it believes every client.
 */
public final class IdentityProvider implements AutoCloseable {
  /** The client that tokens are for. */
  public static final String CLIENT = "vigil";

  /** Of the client; long enough to encrypt its session with. */
  public static final String SECRET = "a-secret-of-tests-that-is-long-enough";

  private static final Duration LIFE = Duration.ofMinutes(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final TokenKey key = TokenKey.create();
  private final Map<String, Granted> codes = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile Person atTheBrowser;

  /**
   * Somebody who can sign on.
   *
   * @param roles words of roles
   * @param sites {@code *} is every site
   */
  public record Person(String name, List<String> roles, List<String> sites) {}

  private record Granted(Person person, String nonce) {}

  private IdentityProvider(HttpServer server) {
    this.server = server;
  }

  public static IdentityProvider start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    IdentityProvider provider = new IdentityProvider(server);
    server.createContext("/.well-known/openid-configuration", provider::discovery);
    server.createContext("/keys", exchange -> provider.answer(exchange, provider.key.published()));
    server.createContext("/authorize", provider::authorize);
    server.createContext("/token", provider::tokens);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return provider;
  }

  /** The provider's address, which is also its tokens' issuer. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What turns sign-on on in a service. */
  public Map<String, String> configuration() {
    return Map.of(
        "vigil.access.sign-on",
        "true",
        "quarkus.oidc.auth-server-url",
        url(),
        "quarkus.oidc.client-id",
        CLIENT,
        "quarkus.oidc.credentials.secret",
        SECRET);
  }

  /** Who signs on when a browser comes next. */
  public void atTheBrowser(Person person) {
    atTheBrowser = person;
  }

  /** A token that is good for a while. */
  public String token(Person person) {
    return token(person, LIFE, "");
  }

  /** A token that ends after, or with a negative life has ended before, that time. */
  public String token(Person person, Duration life) {
    return token(person, life, "");
  }

  private String token(Person person, Duration life, String nonce) {
    long now = System.currentTimeMillis() / 1000;
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", url());
    claims.put("aud", CLIENT);
    claims.put("sub", "id-of-" + person.name());
    claims.put("preferred_username", person.name());
    claims.put("groups", person.roles());
    claims.put("sites", person.sites());
    claims.put("iat", now + Math.min(0, life.toSeconds()) - 1);
    claims.put("exp", now + life.toSeconds());
    claims.put("jti", "t" + count.incrementAndGet());
    if (!nonce.isEmpty()) {
      claims.put("nonce", nonce);
    }
    return key.sign(text(claims));
  }

  private void discovery(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        Map.of(
            "issuer", url(),
            "authorization_endpoint", url() + "/authorize",
            "token_endpoint", url() + "/token",
            "jwks_uri", url() + "/keys",
            "response_types_supported", List.of("code"),
            "subject_types_supported", List.of("public"),
            "id_token_signing_alg_values_supported", List.of("RS256")));
  }

  /** Section 3.1.2.5: sends the browser back with a code. */
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    String code = "c" + count.incrementAndGet();
    codes.put(code, new Granted(atTheBrowser, asked.getOrDefault("nonce", "")));
    String back =
        "%s?code=%s&state=%s"
            .formatted(
                asked.get("redirect_uri"),
                code,
                URLEncoder.encode(asked.getOrDefault("state", ""), StandardCharsets.UTF_8));
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  /** Section 3.1.3.3: tokens for a code, once. */
  private void tokens(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Granted granted = codes.remove(parameters(body).getOrDefault("code", ""));
    if (granted == null) {
      exchange.sendResponseHeaders(400, -1);
      exchange.close();
      return;
    }
    answer(
        exchange,
        Map.of(
            "access_token", token(granted.person()),
            "id_token", token(granted.person(), LIFE, granted.nonce()),
            "token_type", "Bearer",
            "expires_in", LIFE.toSeconds()));
  }

  private static Map<String, String> parameters(String form) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String pair : form == null ? new String[0] : form.split("&")) {
      String[] parts = pair.split("=", 2);
      found.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return found;
  }

  private void answer(HttpExchange exchange, Map<String, ?> json) throws IOException {
    byte[] body = text(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String text(Map<String, ?> json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of words can be written", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
