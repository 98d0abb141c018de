package org.vigil.ingest;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.vigil.ingest.FrontDoor.CHEST;
import static org.vigil.ingest.FrontDoor.LIMIT;
import static org.vigil.ingest.FrontDoor.SKIN;
import static org.vigil.ingest.FrontDoor.post;
import static org.vigil.ingest.FrontDoor.temporaryFiles;
import static org.vigil.ingest.decode.HostileFiles.deflated;
import static org.vigil.ingest.decode.HostileFiles.jpegClaiming;
import static org.vigil.ingest.decode.HostileFiles.picture;
import static org.vigil.ingest.decode.HostileFiles.png;
import static org.vigil.ingest.decode.HostileFiles.tiff;
import static org.vigil.ingest.decode.HostileFiles.webpHeader;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.embedded.testing.EmbeddedStack;

/**
 * The table of bad input, over HTTP on a real broker and store. The service has a heap of 256 MB
 * and ends when that is not enough (application.properties), so what answers at all has stayed
 * small.
 */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
class BadUploadIT {
  private static final String BY_FILE = "{\"site\":\"st-olav\"}";
  private static final Path DICOM =
      Path.of(System.getProperty("vigil.root")).resolve("../shared/data/dicom").normalize();
  private static final int SMALL = 32 * (32 + 1); // Bytes of a 32 x 32 grey picture's rows.

  /**
   * @param type of the problem, the last word of its URN
   */
  private record Row(String name, byte[] file, int status, String type) {
    @Override
    public String toString() {
      return name;
    }
  }

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

    nothingTaken.of(row.file());
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
  @ValueSource(strings = {"HTJ2K_08_RGB.dcm", "SC_rgb_2frame.dcm"})
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
  void filesOfTwoDicomStudiesAreNotOneStudy() throws IOException {
    RestAssured.given()
        .multiPart("study", CHEST, "application/json")
        .multiPart("image", "a", dicom("rsna-cxr.dcm"), "application/dicom")
        .multiPart("image", "b", dicom("CT_small.dcm"), "application/dicom")
        .post("/api/studies")
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:vigil:problem:mixed-studies"));

    nothingTaken.of(dicom("rsna-cxr.dcm"));
  }

  private void refusedDicom(String name, int status, String type) throws IOException {
    byte[] file = dicom(name);
    post(BY_FILE, file).statusCode(status).body("type", equalTo("urn:vigil:problem:" + type));
    nothingTaken.of(file);
  }

  private static byte[] dicom(String name) throws IOException {
    Path file = DICOM.resolve(name);
    assumeTrue(Files.exists(file), "no " + file + ": the real DICOM files are not here");
    return Files.readAllBytes(file);
  }
}
