package org.vigil.ingest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigil.ingest.FrontDoor.CHEST;
import static org.vigil.ingest.FrontDoor.ledger;
import static org.vigil.ingest.FrontDoor.post;
import static org.vigil.ingest.FrontDoor.ready;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.ObjectKeys;

/** The front door on a real broker and store. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
class UploadIT {
  private static final SiteId SITE = new SiteId("st-olav");

  private final ObjectStore store = EmbeddedStack.store();

  @BeforeEach
  void awaitReadiness() {
    FrontDoor.awaitReadiness();
  }

  @Test
  void anUploadIsStoredAnnouncedAndAnswered() throws IOException {
    byte[] png = png(1, 40, 30);
    String studyId =
        post(CHEST, png)
            .statusCode(202)
            .body("images[0].width", equalTo(40))
            .body("images[0].role", equalTo("frontal"))
            .body("images[0].duplicate", equalTo(false))
            .header("Location", containsString("/api/studies/s"))
            .extract()
            .path("studyId");
    ImageId image = ImageId.of(Sha256.of(png));
    assertEquals(png.length, store.size(ObjectKeys.raw(SITE, image)).orElseThrow());

    StudyReady ready = ready(studyId).get(0);
    assertTrue(ready.getComplete());
    byte[] normalised = store.get(ObjectKeys.images(ready.getImages().get(0).getObjectKey()));
    assertEquals(ready.getImages().get(0).getSha256(), Sha256.of(normalised).hex());
    RestAssured.get("/api/studies/" + studyId).then().statusCode(200).body("revision", equalTo(1));
    assertEquals(List.of(ImageState.ACCEPTED), ledger(image.value()));
  }

  @Test
  void theSameBytesInParallelHaveOneEffect() throws IOException {
    byte[] png = png(2, 32, 32);
    List<String> studies =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> post(CHEST, png).statusCode(202).extract().<String>path("studyId"))
            .distinct()
            .toList();
    assertEquals(1, studies.size());
    assertEquals(1, ready(studies.get(0)).size());
    assertEquals(List.of(ImageState.ACCEPTED), ledger(Sha256.of(png).hex()));
  }

  @Test
  void aDamagedImageIsRefusedQuarantinedAndCounted() throws IOException {
    byte[] png = png(3, 64, 64);
    byte[] cut = Arrays.copyOf(png, png.length - 20);
    post(CHEST, cut)
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:vigil:problem:damaged"))
        .body("instance", equalTo("image"));
    Sha256 digest = Sha256.of(cut);
    assertTrue(store.size(ObjectKeys.quarantine(SITE, digest)).isPresent());
    assertEquals(List.of(ImageState.REJECTED), ledger(digest.hex()));
  }

  @Test
  void wordsThatAreWrongAreNamed() throws IOException {
    byte[] png = png(4, 32, 32);
    post("{\"site\":\"st-olav\",\"kind\":\"foot\"}", png)
        .statusCode(400)
        .body("instance", equalTo("kind"));
    post("{\"site\":\"../x\",\"kind\":\"skin\"}", png)
        .statusCode(400)
        .body("instance", equalTo("site"));
    post("{\"site\":", png).statusCode(400).body("instance", equalTo("study"));
    post("{\"site\":\"st-olav\",\"kind\":\"skin\",\"metadata\":{\"name\":\"Ada\"}}", png)
        .statusCode(422)
        .body("detail", containsString("[name]"));
  }

  @Test
  void everyStageOfAnUploadIsTimed() throws IOException {
    post(CHEST, png(5, 32, 32)).statusCode(202);
    String metrics = RestAssured.get("/q/metrics").asString();
    for (String stage : List.of("upload", "normalise", "store", "publish")) {
      assertTrue(
          metrics.contains("vigil_ingest_stage_seconds_count{stage=\"" + stage + "\"}"), stage);
    }
  }

  @Test
  void anAppInABrowserMayUploadWhereItIsNamed() throws IOException {
    byte[] png = png(6, 32, 32);
    fromOrigin("https://app.example", png)
        .statusCode(202)
        .header("Access-Control-Allow-Origin", equalTo("https://app.example"));
    fromOrigin("http://localhost:8080", png)
        .statusCode(202)
        .header("Access-Control-Allow-Origin", equalTo("http://localhost:8080"));
    fromOrigin("https://elsewhere.example", png)
        .statusCode(403)
        .header("Access-Control-Allow-Origin", nullValue());
  }

  private static ValidatableResponse fromOrigin(String origin, byte[] image) {
    return RestAssured.given()
        .header("Origin", origin)
        .multiPart("study", CHEST, "application/json")
        .multiPart("image", "a.png", image, "image/png")
        .post("/api/studies")
        .then();
  }

  private static byte[] png(int seed, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, (x * 700 + y * 300 + seed * 1000) & 0xFFFF);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
