package org.vigil.retrieval.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.platform.problem.ProblemException;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.UnitVector;

class InferenceEmbedderTest {
  private static final PictureWords WORDS =
      new PictureWords("skin", "oslo", null, null, Map.of("age", "54"));

  @TempDir Path folder;
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private HttpServer inference;
  private InferenceEmbedder embedder;
  private Path picture;
  private volatile int status = 200;
  private volatile Optional<String> token = Optional.empty();
  private volatile String body = "";

  @BeforeEach
  void start() throws IOException {
    picture = Files.write(folder.resolve("picture"), new byte[] {'P', 'N', 'G'});
    inference = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    inference.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestURI()
                  + "\n"
                  + exchange.getRequestHeaders().getOrDefault("Authorization", List.of())
                  + "\n"
                  + new String(
                      exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    inference.start();
    URI address = URI.create("http://127.0.0.1:" + inference.getAddress().getPort());
    embedder = new InferenceEmbedder(address, Duration.ofSeconds(30), () -> token);
  }

  @AfterEach
  void stop() {
    embedder.close();
    inference.stop(0);
  }

  private int refused() {
    return assertThrows(ProblemException.class, () -> embedder.embed(picture, WORDS))
        .problem()
        .status();
  }

  @Test
  void aPictureComesBackAsAVectorWithItsSpaceAndFindings() throws Exception {
    body =
        """
        {"scores":[{"finding":"MEL","score":0.7,"threshold":0.3},
                   {"finding":"NV","score":0.2,"threshold":0.5}],
         "embedding":{"space":"skin-image/1.0","vector":[3.0,4.0]}}\
        """;
    EmbeddedPicture embedded = embedder.embed(picture, WORDS);
    assertEquals(EmbeddingSpace.parse("skin-image/1.0"), embedded.space());
    assertEquals(UnitVector.of(List.of(0.6f, 0.8f)), embedded.vector());
    assertEquals(Set.of("MEL"), embedded.reported());
    String request = requests.take();
    assertTrue(request.startsWith("/api/score?embedding=true\n[]\n"), request);
    assertTrue(
        request.contains("{\"kind\":\"skin\",\"site\":\"oslo\",\"metadata\":{\"age\":\"54\"}}"));
    assertTrue(request.contains("\r\n\r\nPNG\r\n--"), request);
  }

  @Test
  void inferenceIsAskedInTheNameOfWhoeverAsks() throws Exception {
    body = "{\"scores\":[],\"embedding\":{\"space\":\"skin-image/1.0\",\"vector\":[3.0,4.0]}}";
    token = Optional.of("ada's");
    embedder.embed(picture, WORDS);
    assertTrue(requests.take().startsWith("/api/score?embedding=true\n[Bearer ada's]\n"));
  }

  @Test
  void whyAPictureIsNotEmbeddedReachesWhoAsked() {
    body = "{\"scores\":[],\"abstention\":{\"reason\":\"image-unreadable\",\"detail\":\"x\"}}";
    assertEquals(422, refused());
    status = 413;
    body = "{\"detail\":\"too large\"}";
    assertEquals(413, refused());
  }

  @Test
  void anInferenceServiceThatCannotAnswerIsAskedLater() {
    status = 503;
    assertEquals(503, refused());
    status = 500;
    assertEquals(503, refused());
    inference.stop(0);
    assertEquals(503, refused());
  }

  @Test
  void anAnswerThatIsNoneIsNoVector() {
    body = "<html>";
    assertEquals(503, refused());
    body = "{\"scores\":[],\"embedding\":{\"space\":\"skin-image/1.0\",\"vector\":[0.0]}}";
    assertEquals(503, refused());
  }
}
