package org.vigil.ingest;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;

/** The DICOM port, called by DCMTK's programs. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
@QuarkusTestResource(DicomFolders.class)
class DicomIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @BeforeEach
  void awaitReadiness() {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> RestAssured.get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void whoIsConfiguredIsEchoed() throws Exception {
    Dcmtk.Result result = echo("XRAY1", "VIGIL", "--repeat", "5");
    assertEquals(0, result.status(), result.output());
    assertThat(result.output(), containsString("Received Echo Response (Success)"));
  }

  @Test
  void whoIsNotConfiguredIsRejected() throws Exception {
    assertRejected(echo("STRANGER", "VIGIL"), "Calling AE Title Not Recognized");
    assertRejected(echo("FAR", "VIGIL"), "Calling AE Title Not Recognized");
    assertRejected(echo("XRAY1", "ARCHIVE"), "Called AE Title Not Recognized");
  }

  @Test
  void aFourthAssociationIsToldToComeAgain() throws Exception {
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        held.add(DicomClient.associate("XRAY1"));
      }
      assertRejected(echo("XRAY1", "VIGIL"), "Local Limit Exceeded");
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
    await().atMost(LIMIT).untilAsserted(() -> assertEquals(0, echo("XRAY1", "VIGIL").status()));
  }

  @Test
  void nonsenseIsAborted() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", DicomFolders.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes("US-ASCII"));
      InputStream in = socket.getInputStream();
      assertEquals(7, in.read(), "an A-ABORT");
    }
  }

  private static void assertRejected(Dcmtk.Result result, String reason) {
    assertNotEquals(0, result.status());
    assertThat(result.output(), containsString(reason));
  }

  private static Dcmtk.Result echo(String calling, String called, String... more) throws Exception {
    Dcmtk.require("echoscu");
    List<String> arguments = new ArrayList<>(List.of("-v", "-aet", calling, "-aec", called));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("127.0.0.1", Integer.toString(DicomFolders.port())));
    return Dcmtk.run("echoscu", arguments);
  }
}
