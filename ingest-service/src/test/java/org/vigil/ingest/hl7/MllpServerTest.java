package org.vigil.ingest.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.config.IngestSettings;
import org.vigil.ingest.order.OrderFixture;

class MllpServerTest {
  private static final String ADT =
      "MSH|^~\\&|RIS|A|VIGIL|B|2026||ADT^A08|M1|P|2.5\rPID|1||P1||DOE^JANE||19610408|F\r";

  private final OrderFixture fixture = new OrderFixture();

  private MllpServer start(String network) throws IOException {
    Map<String, String> values =
        Map.of(
            "vigil.ingest.hl7.port", "0",
            "vigil.ingest.hl7.connections", "2",
            "vigil.ingest.hl7.message-bytes", "2000",
            "vigil.ingest.hl7.senders.ris.networks", network,
            "vigil.ingest.hl7.senders.ris.site", "st-olav");
    IngestSettings settings =
        new SmallRyeConfigBuilder()
            .withMapping(IngestSettings.class)
            .withDefaultValues(values)
            .withDefaultValue("java.io.tmpdir", "/tmp")
            .build()
            .getConfigMapping(IngestSettings.class);
    return MllpServer.start(settings.hl7(), new Hl7Desk(fixture.desk, fixture.clock));
  }

  private static Socket connect(MllpServer server) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static Optional<String> exchange(Socket socket, String message) throws IOException {
    Mllp.write(socket.getOutputStream(), message.getBytes(StandardCharsets.UTF_8));
    return Mllp.read(socket.getInputStream(), 10_000)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void messagesOnOneConnectionAreAnsweredOneByOne() throws IOException {
    try (MllpServer server = start("127.0.0.0/8");
        Socket socket = connect(server)) {
      for (int i = 0; i < 3; i++) {
        assertTrue(exchange(socket, ADT).orElseThrow().contains("MSA|AA|M1"));
      }
    }
  }

  @Test
  void whoIsNotConfiguredIsTurnedAway() throws IOException {
    try (MllpServer server = start("10.1.0.0/16");
        Socket socket = connect(server)) {
      assertClosed(socket);
    }
  }

  @Test
  void oneConnectionTooManyIsClosed() throws IOException {
    try (MllpServer server = start("127.0.0.1");
        Socket first = connect(server);
        Socket second = connect(server)) {
      exchange(first, ADT);
      exchange(second, ADT);
      try (Socket third = connect(server)) {
        assertClosed(third);
      }
      assertTrue(exchange(first, ADT).isPresent());
    }
  }

  @Test
  void brokenBlocksEndTheirConnectionOnly() throws IOException {
    try (MllpServer server = start("127.0.0.1")) {
      for (String bad : new String[] {"GET / HTTP/1.1\r\n\r\n", "\013" + "x".repeat(3_000)}) {
        try (Socket socket = connect(server)) {
          socket.getOutputStream().write(bad.getBytes(StandardCharsets.US_ASCII));
          assertClosed(socket);
        }
      }
      try (Socket socket = connect(server)) {
        assertTrue(exchange(socket, ADT).isPresent());
      }
    }
  }

  /** A connection may also be reset, when it is closed with bytes unread. */
  private static void assertClosed(Socket socket) {
    try {
      assertEquals(-1, socket.getInputStream().read());
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("reset"), e.getMessage());
    }
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    Mllp.write(block, new byte[] {65, 13, 66});
    ByteArrayInputStream in = new ByteArrayInputStream(block.toByteArray());
    assertEquals("A\rB", new String(Mllp.read(in, 3).orElseThrow(), StandardCharsets.US_ASCII));
    assertEquals(Optional.empty(), Mllp.read(in, 3));
    assertThrows(
        Mllp.BrokenBlockException.class,
        () -> Mllp.read(new ByteArrayInputStream(block.toByteArray()), 2));
  }
}
