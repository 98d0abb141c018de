package org.vigil.ingest;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.ingest.dicom.DataSetBytes;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.storage.FileMeta;

/** DICOMweb on a real store and broker. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
@QuarkusTestResource(DicomFolders.class)
class DicomWebIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String CR = "1.2.840.10008.5.1.4.1.1.1";
  private static final Uid EXPLICIT = new Uid("1.2.840.10008.1.2.1");
  private static final Path REAL =
      Path.of(System.getProperty("vigil.root"))
          .resolve("../shared/data/dicom/rsna-cxr.dcm")
          .normalize();

  @BeforeEach
  void awaitReadiness() {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> RestAssured.get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void anInstanceIsStoredFoundAndRetrieved() throws IOException {
    String study = study(41);
    byte[] file = file("1.2.826.0.4.1", 41);
    stow("", file)
        .statusCode(200)
        .body("'00081199'.Value", hasSize(1))
        .body("'00081199'.Value[0].'00081155'.Value[0]", equalTo("1.2.826.0.4.1"));
    stow("", file).statusCode(200);
    get("/dicomweb/studies?StudyInstanceUID=" + study)
        .statusCode(200)
        .body("", hasSize(1))
        .body("[0].'00201208'.Value[0]", equalTo(1))
        .body("[0].'00100010'.Value[0].Alphabetic", equalTo("Doe^Jane"));

    String path = "/dicomweb/studies/%s/series/%s/instances/1.2.826.0.4.1".formatted(study, "1.41");
    byte[] back =
        given()
            .accept("application/dicom")
            .get(path)
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    assertArrayEquals(file, back);
    byte[] parts =
        get("/dicomweb/studies/" + study)
            .statusCode(200)
            .contentType(startsWith("multipart/related; type=\"application/dicom\""))
            .extract()
            .asByteArray();
    assertTrue(parts.length > file.length);
    get(path + "/metadata")
        .statusCode(200)
        .body("[0].'00280010'.Value[0]", equalTo(32))
        .body("[0].'00081140'.Value[0].'00080060'.Value[0]", equalTo("XX"));
    byte[] clean =
        given().get(path + "/deidentified").then().statusCode(200).extract().asByteArray();
    assertFalse(new String(clean, StandardCharsets.ISO_8859_1).contains("Doe"));
    assertEquals("DICM", new String(clean, 128, 4, StandardCharsets.US_ASCII));
    assertEquals(32, picture(path + "/rendered", "image/jpeg").getWidth());
    assertEquals(16, picture(path + "/rendered", "image/png").getColorModel().getPixelSize());
    assertEquals(32, picture(path + "/thumbnail", "image/jpeg").getHeight());
  }

  @Test
  void whatFailsIsNamedBesideWhatWasStored() {
    byte[] good = file("1.2.826.0.4.2", 42);
    byte[] damaged = Arrays.copyOf(file("1.2.826.0.4.3", 42), good.length - 200);
    stow("", good, damaged)
        .statusCode(202)
        .body("'00081199'.Value[0].'00081155'.Value[0]", equalTo("1.2.826.0.4.2"))
        .body("'00081198'.Value[0].'00081155'.Value[0]", equalTo("1.2.826.0.4.3"))
        .body("'00081198'.Value[0].'00081197'.Value[0]", equalTo(0xC000));
    stow("", damaged).statusCode(409);
    stow("", "no DICOM at all".getBytes(StandardCharsets.US_ASCII)).statusCode(409);
  }

  @Test
  void anInstanceOfAnotherStudyThanTheAddressIsRefused() {
    byte[] file = file("1.2.826.0.4.4", 44);
    stow("/1.2.3", file)
        .statusCode(409)
        .body("'00081198'.Value[0].'00081197'.Value[0]", equalTo(0xA900));
    stow("/" + study(44), file).statusCode(200);
  }

  @Test
  void aPhotographIsStoredAsMetadataAndJpeg() throws IOException {
    byte[] jpeg = photograph();
    stowApart("1.2.826.0.4.5", "photo", jpeg)
        .statusCode(200)
        .body("'00081199'.Value[0].'00081155'.Value[0]", equalTo("1.2.826.0.4.5"));
    String path = "/dicomweb/studies/1.2.826.0.9.5/series/1.5/instances/1.2.826.0.4.5";
    get(path + "/metadata")
        .statusCode(200)
        .body("[0].'00280011'.Value[0]", equalTo(60))
        .body("[0].'00280004'.Value[0]", equalTo("YBR_FULL_422"))
        .body("[0].'00100010'.Value[0].Alphabetic", equalTo("Bj\u00f8rn^Ada"));
    assertEquals(40, picture(path + "/rendered", "image/png").getHeight());
  }

  @Test
  void metadataWithoutTheirPixelsAreAFailedInstance() throws IOException {
    stowApart("1.2.826.0.4.6", "elsewhere", photograph())
        .statusCode(409)
        .body("'00081198'.Value[0].'00081155'.Value[0]", equalTo("1.2.826.0.4.6"))
        .body("'00081198'.Value[0].'00081197'.Value[0]", equalTo(0xC000));
  }

  @Test
  void whatIsNoStoreRequestIsRefused() {
    given()
        .contentType("application/dicom")
        .body(new byte[8])
        .post("/dicomweb/studies")
        .then()
        .statusCode(415);
    given()
        .contentType("multipart/related; type=\"application/dicom\"; boundary=x")
        .body("--x\r\n\r\ncut off".getBytes(StandardCharsets.US_ASCII))
        .post("/dicomweb/studies")
        .then()
        .statusCode(400);
    get("/dicomweb/studies/1.2.3.4.5").statusCode(404);
    get("/dicomweb/studies?Nonsense=1").statusCode(400);
  }

  @Test
  void dicomwebClientGetsBackWhatItSent() throws Exception {
    String python = PythonClients.program("python");
    assumeTrue(Files.exists(REAL), "no " + REAL + ": the real DICOM files are not here");
    Dcmtk.Result result =
        Dcmtk.run(
            python,
            List.of(
                PythonClients.script("dicomweb_client_session.py"),
                "http://127.0.0.1:%d/dicomweb".formatted(RestAssured.port),
                REAL.toString()));
    assertEquals(0, result.status(), result.output());
  }

  private static String study(int seed) {
    return "1.2.826.0.1." + seed;
  }

  private static byte[] file(String instance, int seed) {
    byte[] head = FileMeta.of(new Uid(CR), new Uid(instance), EXPLICIT);
    DataSetBytes data =
        DataSetBytes.radiograph(
            new DataSetBytes(true, ByteOrder.LITTLE_ENDIAN), CR, instance, seed, "1." + seed);
    byte[] body = data.toBytes();
    byte[] file = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, file, head.length, body.length);
    return file;
  }

  private static ValidatableResponse get(String path) {
    return RestAssured.get(path).then();
  }

  private static BufferedImage picture(String path, String type) throws IOException {
    byte[] bytes =
        given()
            .accept(type)
            .get(path)
            .then()
            .statusCode(200)
            .contentType(type)
            .extract()
            .asByteArray();
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static byte[] photograph() throws IOException {
    BufferedImage picture = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < picture.getWidth(); x++) {
      picture.setRGB(x, x % picture.getHeight(), 0xC08060);
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(picture, "jpg", jpeg));
    return jpeg.toByteArray();
  }

  /** Metadata that name their pixels "photo", and a part at a location. */
  private static ValidatableResponse stowApart(String instance, String location, byte[] jpeg) {
    String metadata =
        """
        [{"00080016":{"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.77.1.4"]},
          "00080018":{"vr":"UI","Value":["%s"]},
          "00080060":{"vr":"CS","Value":["XC"]},
          "00100010":{"vr":"PN","Value":[{"Alphabetic":"Bj\u00f8rn^Ada"}]},
          "0020000D":{"vr":"UI","Value":["1.2.826.0.9.5"]},
          "0020000E":{"vr":"UI","Value":["1.5"]},
          "7FE00010":{"vr":"OB","BulkDataURI":"photo"}}]
        """
            .formatted(instance);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        "--b\r\nContent-Type: application/dicom+json\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(metadata.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(
        "\r\n--b\r\nContent-Type: image/jpeg\r\nContent-Location: %s\r\n\r\n"
            .formatted(location)
            .getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(jpeg);
    body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    return given()
        .contentType("multipart/related; type=\"application/dicom+json\"; boundary=b")
        .body(body.toByteArray())
        .post("/dicomweb/studies")
        .then();
  }

  private static ValidatableResponse stow(String study, byte[]... files) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] file : files) {
      body.writeBytes(
          "--b\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      body.writeBytes(file);
      body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    body.writeBytes("--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    return given()
        .contentType("multipart/related; type=\"application/dicom\"; boundary=b")
        .body(body.toByteArray())
        .post("/dicomweb/studies" + study)
        .then();
  }
}
