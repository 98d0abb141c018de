package org.vigil.retrieval.http;

import static io.restassured.RestAssured.when;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.store.ObjectStore;
import org.vigil.retrieval.index.TestEvents;
import org.vigil.schemas.store.ObjectKeys;

/**
 * The studies that most tests look at: one that asks, one near to it of the same site, one of
 * another site, and one of a site that shares.
 */
final class FourStudies {
  static final Duration LIMIT = Duration.ofSeconds(120);

  private FourStudies() {}

  /** Returns when all of them can be looked up. */
  static void await(KafkaSettings kafka, ObjectStore store) {
    if (casesBeside("asked") == 2) {
      return;
    }
    store.put(ObjectKeys.images(TestEvents.objectKey("near", "b")), picture(), "image/png");
    try (TestStudies studies = TestStudies.connect(kafka)) {
      studies.scored("asked", "oslo", List.of(1f, 0f));
      studies.scored("near", "oslo", List.of(0.96f, 0.28f));
      studies.scored("foreign", "bergen", List.of(1f, 0f));
      studies.scored("shared", "open", List.of(0f, 1f));
      List.of("near", "foreign", "shared").forEach(studies::confirmed);
    }
    Awaitility.await().atMost(LIMIT).until(() -> casesBeside("asked") == 2);
  }

  /** How many cases are shown beside a study; -1 while it is not known. */
  static int casesBeside(String study) {
    var response = when().get("/api/studies/" + study + "/similar");
    return response.statusCode() == 200 ? response.jsonPath().getList("cases").size() : -1;
  }

  /** A grey picture of 640 by 480. */
  static byte[] picture() {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_USHORT_GRAY), "png", png);
      return png.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
