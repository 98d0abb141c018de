package org.vigil.ingest.tus;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.ingest.ServiceFolders;
import org.vigil.ingest.decode.HostileFiles;

/** The tus protocol 1.0.0, request by request. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
class TusIT {
  private static final String PATCH_TYPE = "application/offset+octet-stream";

  @BeforeEach
  void awaitReadiness() {
    await().until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
  }

  private static RequestSpecification tus() {
    return RestAssured.given().header("Tus-Resumable", "1.0.0");
  }

  private static String create(long length) {
    return tus()
        .header("Upload-Length", length)
        .post("/api/uploads")
        .then()
        .statusCode(201)
        .header("Tus-Resumable", equalTo("1.0.0"))
        .header("Upload-Expires", containsString("GMT"))
        .extract()
        .header("Location");
  }

  private static ValidatableResponse patch(String location, long offset, byte[] bytes) {
    return tus()
        .header("Upload-Offset", offset)
        .contentType(PATCH_TYPE)
        .body(bytes)
        .patch(location)
        .then();
  }

  private static String send(byte[] bytes) {
    String location = create(bytes.length);
    patch(location, 0, bytes).statusCode(204);
    return location;
  }

  @Test
  void theServerSaysWhatItCanDo() {
    RestAssured.options("/api/uploads")
        .then()
        .statusCode(204)
        .header("Tus-Version", equalTo("1.0.0"))
        .header("Tus-Extension", equalTo("creation,checksum,termination,expiration"))
        .header("Tus-Checksum-Algorithm", equalTo("md5,sha1,sha256"))
        .header("Tus-Max-Size", equalTo(Integer.toString(16 << 20)));
  }

  @Test
  void anUploadGrowsPartByPart() {
    String location = create(10);
    patch(location, 0, new byte[4]).statusCode(204).header("Upload-Offset", equalTo("4"));
    tus()
        .head(location)
        .then()
        .statusCode(200)
        .header("Upload-Offset", equalTo("4"))
        .header("Upload-Length", equalTo("10"))
        .header("Cache-Control", equalTo("no-store"));
    patch(location, 3, new byte[6]).statusCode(409);
    patch(location, 4, new byte[7]).statusCode(413);
    patch(location, 4, new byte[6]).statusCode(204).header("Upload-Offset", equalTo("10"));
  }

  @Test
  void anotherVersionOfTheProtocolIsRefused() {
    RestAssured.given()
        .header("Tus-Resumable", "0.2.2")
        .header("Upload-Length", 1)
        .post("/api/uploads")
        .then()
        .statusCode(412)
        .header("Tus-Version", equalTo("1.0.0"));
  }

  @Test
  void headersThatAreMissingOrWrongAreNamed() {
    tus().post("/api/uploads").then().statusCode(400).body("instance", equalTo("Upload-Length"));
    tus().header("Upload-Length", "-1").post("/api/uploads").then().statusCode(400);
    tus().header("Upload-Length", 17 << 20).post("/api/uploads").then().statusCode(413);
    tus()
        .header("Upload-Length", 1)
        .header("Upload-Metadata", "a b c")
        .post("/api/uploads")
        .then()
        .statusCode(400)
        .body("instance", equalTo("Upload-Metadata"));
    String location = create(1);
    tus().contentType("text/plain").body("x").patch(location).then().statusCode(415);
    tus().contentType(PATCH_TYPE).body(new byte[1]).patch(location).then().statusCode(400);
    tus().head("/api/uploads/" + UploadKey.random()).then().statusCode(404);
  }

  @Test
  void bytesAreCheckedAgainstTheirDigest() throws Exception {
    byte[] bytes = "hello".getBytes(StandardCharsets.US_ASCII);
    String digest =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
    String location = create(5);
    checked(location, "sha1 " + digest, "hellO").statusCode(460);
    checked(location, "crc32 " + digest, "hello").statusCode(400);
    checked(location, "sha1 " + digest, "hello")
        .statusCode(204)
        .header("Upload-Offset", equalTo("5"));
  }

  private static ValidatableResponse checked(String location, String checksum, String body) {
    return tus()
        .header("Upload-Offset", 0)
        .header("Upload-Checksum", checksum)
        .contentType(PATCH_TYPE)
        .body(body.getBytes(StandardCharsets.US_ASCII))
        .patch(location)
        .then();
  }

  @Test
  void aNetworkWithoutPatchAndDeleteIsServedToo() {
    String location = create(3);
    tus()
        .header("X-HTTP-Method-Override", "PATCH")
        .header("Upload-Offset", 0)
        .contentType(PATCH_TYPE)
        .body(new byte[3])
        .post(location)
        .then()
        .statusCode(204);
    tus().header("X-HTTP-Method-Override", "DELETE").post(location).then().statusCode(204);
    tus().head(location).then().statusCode(404);
  }

  @Test
  void theSameIdempotencyKeyIsTheSameUpload() {
    String first = createWith("0123456789abcdef", 5);
    assertEquals(first, createWith("0123456789abcdef", 5));
    assertNotEquals(first, createWith("0123456789abcdeg", 5));
    tus()
        .header("Upload-Length", 6)
        .header("Idempotency-Key", "0123456789abcdef")
        .post("/api/uploads")
        .then()
        .statusCode(422);
  }

  private static String createWith(String key, int length) {
    return tus()
        .header("Upload-Length", length)
        .header("Idempotency-Key", key)
        .post("/api/uploads")
        .then()
        .statusCode(201)
        .extract()
        .header("Location");
  }

  @Test
  void theQualityOfAPhotographIsToldBeforeItIsUsed() throws Exception {
    byte[] noise = HostileFiles.picture("png", 300, 200);
    String location = send(noise);
    RestAssured.get(location + "/quality?kind=skin&role=clinical")
        .then()
        .statusCode(200)
        .body("width", equalTo(300))
        .body("quality.good", equalTo(false))
        .body("quality.measures.measure", hasItem("blur"))
        .body("quality.measures.find { it.measure == 'resolution' }.hint", notNullValue());
    String half = create(100);
    patch(half, 0, Arrays.copyOf(noise, 50)).statusCode(204);
    RestAssured.get(half + "/quality?kind=skin").then().statusCode(409);
    RestAssured.get(location + "/quality").then().statusCode(400).body("instance", equalTo("kind"));
  }

  @Test
  void heicIsRefusedInWordsThatHelp() {
    byte[] heic = new byte[200];
    System.arraycopy("\0\0\0\30ftypheic".getBytes(StandardCharsets.US_ASCII), 0, heic, 0, 12);
    RestAssured.get(send(heic) + "/quality?kind=skin")
        .then()
        .statusCode(415)
        .body("type", equalTo("urn:vigil:problem:unsupported-format"))
        .body("detail", containsString("HEIC; export it as JPEG"));
  }

  @Test
  void aStudyIsMadeOfUploadsThatAreWholeAndKnown() throws Exception {
    byte[] picture = HostileFiles.picture("png", 240, 230);
    String whole = send(picture).substring("/api/uploads/".length());
    study(whole).statusCode(202).body("images[0].quality.good", equalTo(false));
    study(create(5).substring("/api/uploads/".length())).statusCode(409);
    study(UploadKey.random().value()).statusCode(404);
    study("../../etc").statusCode(404);
  }

  private static ValidatableResponse study(String upload) {
    return RestAssured.given()
        .contentType("application/json")
        .body(
            "{\"site\":\"st-olav\",\"kind\":\"skin\",\"images\":[{\"upload\":\"%s\"}]}"
                .formatted(upload))
        .post("/api/studies")
        .then();
  }

  @Test
  void aPageOnAnotherOriginMaySendAndReadTheHeaders() {
    RestAssured.given()
        .header("Origin", "https://app.example")
        .header("Access-Control-Request-Method", "PATCH")
        .header("Access-Control-Request-Headers", "tus-resumable,upload-offset,content-type")
        .options("/api/uploads/" + UploadKey.random())
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Methods", containsString("PATCH"))
        .header("Access-Control-Allow-Headers", containsString("upload-offset"));
    tus()
        .header("Origin", "https://app.example")
        .header("Upload-Length", 1)
        .post("/api/uploads")
        .then()
        .statusCode(201)
        .header("Access-Control-Expose-Headers", containsString("Upload-Offset"));
  }
}
