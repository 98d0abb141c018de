package org.vigil.ingest;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigil.ingest.FrontDoor.LIMIT;
import static org.vigil.ingest.FrontDoor.SKIN;
import static org.vigil.ingest.FrontDoor.post;
import static org.vigil.ingest.FrontDoor.temporaryFiles;
import static org.vigil.ingest.decode.HostileFiles.picture;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;

/** Requests whose words, size or number of images are wrong, or that end halfway. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
class BadRequestIT {
  private static final String BY_FILE = "{\"site\":\"st-olav\"}";

  private NothingTaken nothingTaken;

  @BeforeEach
  void awaitReadiness() {
    FrontDoor.awaitReadiness();
    nothingTaken = NothingTaken.sinceNow();
  }

  @AfterEach
  void nothingLiesAbout() {
    await().atMost(LIMIT).untilAsserted(() -> assertEquals(List.of(), temporaryFiles()));
  }

  @Test
  void oneBadImageRefusesItsWholeStudy() throws IOException {
    byte[] good = picture("png", 41, 41);
    RestAssured.given()
        .multiPart("study", SKIN, "application/json")
        .multiPart("image.clinical", "a.png", good, "image/png")
        .multiPart("image.dermoscopic", "b.png", new byte[0], "image/png")
        .post("/api/studies")
        .then()
        .statusCode(422)
        .body("instance", equalTo("image.dermoscopic"));

    nothingTaken.of(good);
  }

  @Test
  void wordsThatAreMissingOrWrongAreNamed() throws IOException {
    byte[] good = picture("png", 42, 42);
    refusedWords("{\"site\":\"st-olav\",\"kind\":\"foot\"}", "image", good, "kind");
    refusedWords("{\"kind\":\"skin\"}", "image", good, "site");
    refusedWords("[", "image", good, "study");
    refusedWords("{\"site\":\"st-olav\",\"kind\":\"skin\"} 1", "image", good, "study");
    refusedWords(SKIN, "image.frontal", good, "image.frontal");
    refusedWords(SKIN, "image.elbow", good, "image.elbow");
    refusedWords(SKIN, "picture", good, "picture");
    refusedWords(BY_FILE, "image", good, "kind");
    RestAssured.given()
        .multiPart("image", "a.png", good, "image/png")
        .post("/api/studies")
        .then()
        .statusCode(400)
        .body("instance", equalTo("study"));
    RestAssured.given()
        .multiPart("study", SKIN, "application/json")
        .post("/api/studies")
        .then()
        .statusCode(400)
        .body("instance", equalTo("image"));

    nothingTaken.of(good);
  }

  @Test
  void moreImagesThanAStudyMayHaveAreTooMany() throws IOException {
    byte[] good = picture("png", 43, 43);
    RequestSpecification request = RestAssured.given().multiPart("study", SKIN, "application/json");
    for (int i = 0; i < 33; i++) {
      request.multiPart("image", i + ".png", good, "image/png");
    }
    request
        .post("/api/studies")
        .then()
        .statusCode(413)
        .body("type", equalTo("urn:vigil:problem:too-many-images"));

    nothingTaken.of(good);
  }

  @Test
  void aRequestLargerThanAnyStudyIsRefusedAtItsHead() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(head(600_000_000).getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertEquals("HTTP/1.1 413", answer);
    }
  }

  @Test
  void aClientThatHangsUpHalfwayLeavesNothing() throws IOException {
    byte[] half = Arrays.copyOf(picture("png", 500, 500), 300_000);
    for (int i = 0; i < 10; i++) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(head(1_000_000).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(beginning().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(half);
      }
    }

    post(SKIN, picture("png", 44, 44)).statusCode(202);
    nothingTaken.of(half, 1);
  }

  private static void refusedWords(String study, String part, byte[] file, String instance) {
    RestAssured.given()
        .multiPart("study", study, "application/json")
        .multiPart(part, "a.png", file, "image/png")
        .post("/api/studies")
        .then()
        .statusCode(400)
        .body("instance", equalTo(instance));
  }

  private static Socket connect() throws IOException {
    return new Socket("127.0.0.1", RestAssured.port);
  }

  private static String head(int length) {
    return """
    POST /api/studies HTTP/1.1\r
    Host: 127.0.0.1\r
    Content-Type: multipart/form-data; boundary=cut\r
    Content-Length: %d\r
    \r
    """
        .formatted(length);
  }

  private static String beginning() {
    return Map.of("study", SKIN).entrySet().stream()
            .map(
                part ->
                    "--cut\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(part.getKey(), part.getValue()))
            .reduce("", String::concat)
        + "--cut\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\n";
  }
}
