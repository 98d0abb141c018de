package org.vigil.local.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.local.web.IngestClient;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;

class SenderTest {
  private static final String TAKEN =
      "{\"studyId\":\"s1\",\"images\":[{\"imageId\":\"i\",\"duplicate\":false}]}";

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private HttpServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aStudyArrivesAsTheContractSays() throws Exception {
    answer((exchange, call) -> respond(exchange, 202, TAKEN));

    Delivery delivery = send(List.of(shipment("a"))).getFirst();

    Delivery.Accepted accepted = assertInstanceOf(Delivery.Accepted.class, delivery);
    assertEquals("s1", accepted.studyId());
    String body = bodies.getFirst();
    assertTrue(body.contains("name=\"study\""), body);
    assertTrue(
        body.contains(
            "{\"site\":\"test\",\"kind\":\"skin\",\"priority\":\"routine\",\"metadata\":{\"age\":\"40\"}}"),
        body);
    assertTrue(body.contains("name=\"image.clinical\"; filename=\"image\""), body);
    assertTrue(body.contains("pixels of a"), body);
  }

  @Test
  void aBusyFrontDoorIsAskedAgainAfterTheTimeItNames() throws Exception {
    answer(
        (exchange, call) -> {
          exchange.getResponseHeaders().add("Retry-After", "1");
          respond(exchange, call == 1 ? 503 : 202, call == 1 ? "{\"title\":\"Busy\"}" : TAKEN);
        });
    long start = System.nanoTime();

    Delivery delivery = send(List.of(shipment("a"))).getFirst();

    assertInstanceOf(Delivery.Accepted.class, delivery);
    assertEquals(2, bodies.size());
    assertTrue(System.nanoTime() - start >= Duration.ofSeconds(1).toNanos());
  }

  @Test
  void aRefusalIsNotRepeatedAndItsReasonIsKept() throws Exception {
    answer(
        (exchange, call) ->
            respond(exchange, 415, "{\"title\":\"Not taken\",\"detail\":\"a GIF\"}"));

    Delivery delivery = send(List.of(shipment("a"))).getFirst();

    Delivery.Refused refused = assertInstanceOf(Delivery.Refused.class, delivery);
    assertEquals(415, refused.status());
    assertEquals("Not taken: a GIF", refused.why());
    assertEquals(1, bodies.size());
  }

  @Test
  void aDoorThatStaysShutEndsInUndelivered() throws Exception {
    server.stop(0); // Nobody listens there now.
    Delivery delivery = send(List.of(shipment("a"))).getFirst();
    assertInstanceOf(Delivery.Undelivered.class, delivery);
  }

  @Test
  void noMoreAreSentAtOnceThanAllowedAndEachHasItsDelivery() throws Exception {
    answer(
        (exchange, call) -> {
          mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          atOnce.decrementAndGet();
          respond(exchange, 202, TAKEN);
        });
    List<Shipment> all = IntStream.range(0, 40).mapToObj(i -> shipment("n" + i)).toList();

    List<Delivery> deliveries = send(all);

    assertEquals(40, deliveries.size());
    assertTrue(mostAtOnce.get() <= 3, "at once: " + mostAtOnce);
  }

  private List<Delivery> send(List<Shipment> shipments) throws InterruptedException {
    SendSettings settings =
        new SendSettings(
            3,
            Duration.ofSeconds(5),
            new ExponentialBackoff(Duration.ofMillis(10), Duration.ofSeconds(4), 0),
            0);
    List<Delivery> deliveries = new ArrayList<>();
    new Sender(new IngestClient(url), settings, new Random(1))
        .sendAll(shipments.iterator(), deliveries::add);
    return deliveries;
  }

  private static Shipment shipment(String label) {
    byte[] pixels = ("pixels of " + label).getBytes(StandardCharsets.UTF_8);
    return new Shipment(
        label,
        new SiteId("test"),
        Optional.of(StudyKind.SKIN),
        Priority.ROUTINE,
        Optional.empty(),
        Map.of("age", "40"),
        List.of(Attachment.of(pixels, ImageRole.CLINICAL)));
  }

  /** What the front door does on its n-th call. */
  private interface Reaction {
    void handle(HttpExchange exchange, int call) throws IOException;
  }

  private void answer(Reaction reaction) {
    AtomicInteger calls = new AtomicInteger();
    server.createContext(
        "/api/studies",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          reaction.handle(exchange, calls.incrementAndGet());
        });
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
