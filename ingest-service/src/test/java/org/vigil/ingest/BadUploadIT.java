package org.vigil.ingest;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.vigil.ingest.decode.HostileFiles.deflated;
import static org.vigil.ingest.decode.HostileFiles.jpegClaiming;
import static org.vigil.ingest.decode.HostileFiles.picture;
import static org.vigil.ingest.decode.HostileFiles.png;
import static org.vigil.ingest.decode.HostileFiles.tiff;
import static org.vigil.ingest.decode.HostileFiles.webpHeader;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.topic.Topics;

/**
 * The table of bad input, over HTTP on a real broker and store. The service has a heap of 256 MB
 * and ends when that is not enough (application.properties), so what answers at all has stayed
 * small.
 */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
class BadUploadIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String SKIN = "{\"site\":\"st-olav\",\"kind\":\"skin\"}";
  private static final String CHEST = "{\"site\":\"st-olav\",\"kind\":\"chest-xray\"}";
  private static final String BY_FILE = "{\"site\":\"st-olav\"}";
  private static final Path DICOM =
      Path.of(System.getProperty("vigil.root")).resolve("../shared/data/dicom").normalize();
  private static final int SMALL = 32 * (32 + 1); // Bytes of a 32 x 32 grey picture's rows.

  private final ObjectStore store = EmbeddedStack.store();
  private int announcedBefore;

  /**
   * @param type of the problem, the last word of its URN
   */
  private record Row(String name, byte[] file, int status, String type) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeEach
  void awaitReadiness() {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> RestAssured.get("/q/health/ready").then().statusCode(200));
    announcedBefore = announced();
  }

  @AfterEach
  void nothingLiesAbout() {
    await().atMost(LIMIT).untilAsserted(() -> assertEquals(List.of(), temporaryFiles()));
  }

  private static Stream<Row> badFiles() throws IOException {
    byte[] photograph = picture("jpg", 200, 100);
    byte[] drawing = picture("png", 200, 100);
    byte[] noise = new byte[17 << 20];
    Arrays.fill(noise, (byte) 7);
    return Stream.of(
        new Row("empty", new byte[0], 422, "empty"),
        new Row("text", "no picture".getBytes(StandardCharsets.UTF_8), 415, "unsupported-format"),
        new Row("GIF", "GIF89a....".getBytes(StandardCharsets.UTF_8), 415, "unsupported-format"),
        new Row("truncated JPEG", Arrays.copyOf(photograph, 4000), 422, "damaged"),
        new Row("truncated PNG", Arrays.copyOf(drawing, 4000), 422, "damaged"),
        new Row("one pixel", picture("png", 1, 1), 422, "too-small"),
        new Row("more bytes than allowed", noise, 413, "too-large"),
        new Row(
            "PNG of 30,000 x 30,000",
            png(30_000, 30_000, new byte[99], new byte[0]),
            413,
            "too-many-pixels"),
        new Row("JPEG of 30,000 x 30,000", jpegClaiming(30_000, 30_000), 413, "too-many-pixels"),
        new Row("TIFF of 60,000 x 60,000", tiff(60_000, 60_000), 413, "too-many-pixels"),
        new Row("WebP of 16,384 x 16,384", webpHeader(16_384, 16_384), 413, "too-many-pixels"),
        new Row(
            "PNG with 9 MB of texts",
            png(32, 32, deflated(new byte[SMALL]), new byte[9 << 20]),
            413,
            "too-large"));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void aBadFileIsRefusedForItsReason(Row row) {
    post(SKIN, row.file())
        .statusCode(row.status())
        .contentType("application/problem+json")
        .body("type", equalTo("urn:vigil:problem:" + row.type()))
        .body("instance", equalTo("image"));

    nothingWasTaken(row.file());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtplan.dcm", "test-SR.dcm"})
  void aDicomObjectWithoutPixelsIsNoImage(String name) throws IOException {
    refusedDicom(name, 422, "not-an-image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MR_truncated.dcm", "rtplan_truncated.dcm"})
  void aDamagedDicomFileIsDamaged(String name) throws IOException {
    refusedDicom(name, 422, "damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JPEG2000.dcm", "JPGExtended.dcm", "SC_rgb_2frame.dcm"})
  void aDicomFileThatCannotBeReadYetIsSaidToBeSo(String name) throws IOException {
    refusedDicom(name, 415, "unsupported-format");
  }

  @Test
  void theNameOfAFileIsNotBelieved() throws IOException {
    RestAssured.given()
        .multiPart("study", SKIN, "application/json")
        .multiPart("image", "lesion.jpg", picture("png", 77, 33), "image/jpeg")
        .post("/api/studies")
        .then()
        .statusCode(202)
        .body("images[0].width", equalTo(77));
  }

  @Test
  void pixelsThatInflateToMoreThanTheirPictureCostNothing() {
    post(SKIN, png(32, 32, deflated(new byte[64 << 20]), deflated(new byte[64 << 20])))
        .statusCode(202);
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

    nothingWasTaken(good);
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

    nothingWasTaken(good);
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

    nothingWasTaken(good);
  }

  @Test
  void filesOfTwoDicomStudiesAreNotOneStudy() throws IOException {
    RestAssured.given()
        .multiPart("study", CHEST, "application/json")
        .multiPart("image", "a", dicom("rsna-cxr.dcm"), "application/dicom")
        .multiPart("image", "b", dicom("CT_small.dcm"), "application/dicom")
        .post("/api/studies")
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:vigil:problem:mixed-studies"));

    nothingWasTaken(dicom("rsna-cxr.dcm"));
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
    nothingWasTaken(half, 1);
  }

  @Test
  void theSameUploadBySixteenAtOnceIsOneStudy() throws Exception {
    byte[] good = picture("png", 45, 45);

    List<String> ids =
        together(
            Collections.nCopies(
                16, () -> post(SKIN, good).statusCode(202).extract().<String>path("studyId")));

    assertEquals(1, ids.stream().distinct().count());
    assertEquals(1, stored(Sha256.of(good)).stream().filter(k -> k.startsWith("raw/")).count());
  }

  @Test
  void largePicturesAtOnceWaitForEachOther() throws Exception {
    List<byte[]> large =
        IntStream.range(0, 6)
            .mapToObj(
                i -> {
                  try {
                    return picture("jpg", 3200 + i, 2400); // 7.7 Mpx: about 120 MB when decoded.
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .toList();

    List<Integer> answers =
        together(
            large.stream()
                .<Callable<Integer>>map(file -> () -> post(SKIN, file).extract().statusCode())
                .toList());

    assertEquals(Collections.nCopies(6, 202), answers);
  }

  private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = calls.stream().map(threads::submit).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }

  private void refusedDicom(String name, int status, String type) throws IOException {
    byte[] file = dicom(name);
    post(BY_FILE, file).statusCode(status).body("type", equalTo("urn:vigil:problem:" + type));

    nothingWasTaken(file);
  }

  private static byte[] dicom(String name) throws IOException {
    Path file = DICOM.resolve(name);
    assumeTrue(Files.exists(file), "no " + file + ": the real DICOM files are not here");
    return Files.readAllBytes(file);
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

  private static ValidatableResponse post(String study, byte[] image) {
    return RestAssured.given()
        .multiPart("study", study, "application/json")
        .multiPart("image", "a", image, "application/octet-stream")
        .post("/api/studies")
        .then();
  }

  private void nothingWasTaken(byte[] file) {
    nothingWasTaken(file, 0);
  }

  /** Neither stored nor announced; others may have been. */
  private void nothingWasTaken(byte[] file, int others) {
    assertEquals(List.of(), stored(Sha256.of(file)));
    assertEquals(announcedBefore + others, announced());
  }

  private List<String> stored(Sha256 digest) {
    return Stream.of("raw/", "normalised/")
        .flatMap(prefix -> store.list(Bucket.IMAGES, prefix).stream())
        .map(ObjectKey::key)
        .filter(key -> key.contains(digest.hex()))
        .toList();
  }

  private static int announced() {
    EventCodec<ImageNormalised> codec = EventCodec.of(ImageNormalised.class);
    return EmbeddedStack.committed(Topics.IMAGES_NORMALISED.name()).stream()
        .map(codec::decode)
        .toList()
        .size();
  }

  /** What lies in the service's folder for uploads. */
  private static List<Path> temporaryFiles() throws IOException {
    Path folder = ServiceFolders.uploads();
    assertTrue(Files.isDirectory(folder), () -> folder.toAbsolutePath() + " is not there");
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
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
