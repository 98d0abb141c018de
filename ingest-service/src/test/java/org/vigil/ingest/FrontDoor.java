package org.vigil.ingest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.topic.Topics;

/** The packaged service as its senders see it, and what it leaves behind in broker and store. */
final class FrontDoor {
  static final Duration LIMIT = Duration.ofSeconds(90);
  static final String SKIN = "{\"site\":\"st-olav\",\"kind\":\"skin\"}";
  static final String CHEST = "{\"site\":\"st-olav\",\"kind\":\"chest-xray\"}";

  private FrontDoor() {}

  static void awaitReadiness() {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> RestAssured.get("/q/health/ready").then().statusCode(200));
  }

  /** Sends one image as a part {@code image}. */
  static ValidatableResponse post(String study, byte[] image) {
    return RestAssured.given()
        .multiPart("study", study, "application/json")
        .multiPart("image", "a", image, "application/octet-stream")
        .post("/api/studies")
        .then();
  }

  /** Every image that was ever announced. */
  static List<ImageNormalised> announced() {
    EventCodec<ImageNormalised> codec = EventCodec.of(ImageNormalised.class);
    return EmbeddedStack.committed(Topics.IMAGES_NORMALISED.name()).stream()
        .map(codec::decode)
        .toList();
  }

  /** The revisions of routine studies that are ready now. */
  static Stream<StudyReady> readyNow() {
    EventCodec<StudyReady> codec = EventCodec.of(StudyReady.class);
    return EmbeddedStack.committed(Topics.STUDIES_READY_ROUTINE.name()).stream().map(codec::decode);
  }

  /** The revisions of a study, as soon as there is one. */
  static List<StudyReady> ready(String studyId) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> readyNow().filter(study -> study.getStudyId().equals(studyId)).toList(),
            found -> !found.isEmpty());
  }

  static List<ImageState> ledger(String imageId) {
    return outcomes(imageId).map(ImageOutcome::getState).toList();
  }

  /** Of one study only: other classes' tests may send the same picture from elsewhere. */
  static List<ImageState> ledger(String imageId, String studyId) {
    return outcomes(imageId)
        .filter(outcome -> studyId.equals(outcome.getStudyId()))
        .map(ImageOutcome::getState)
        .toList();
  }

  private static Stream<ImageOutcome> outcomes(String imageId) {
    EventCodec<ImageOutcome> codec = EventCodec.of(ImageOutcome.class);
    return EmbeddedStack.committed(Topics.STUDIES_LEDGER.name()).stream()
        .map(codec::decode)
        .filter(outcome -> outcome.getImageId().equals(imageId));
  }

  /** Keys of originals and normalised pictures of these bytes. */
  static List<String> stored(byte[] image) {
    String digest = Sha256.of(image).hex();
    return Stream.of("raw/", "normalised/")
        .flatMap(prefix -> EmbeddedStack.store().list(Bucket.IMAGES, prefix).stream())
        .map(ObjectKey::key)
        .filter(key -> key.contains(digest))
        .toList();
  }

  /** What lies in the service's folder for multipart uploads. */
  static List<Path> temporaryFiles() throws IOException {
    Path folder = ServiceFolders.uploads();
    assertTrue(Files.isDirectory(folder), () -> folder.toAbsolutePath() + " is not there");
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
