package org.vigil.inference.stack;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;

/** The service under test with the demonstration bundle for chest X-rays in force. */
public final class ScoringService implements AutoCloseable {
  /** For everything that is bound to happen: the machine may be busy. */
  public static final Duration LIMIT = Duration.ofMinutes(5);

  private final ObjectStore store = EmbeddedStack.store();
  private final TestStudies studies = new TestStudies(store);
  private final TestTopics topics = new TestTopics();

  public ScoringService() {
    BundleRef bundle = TestBundles.store(store, TestBundles.committed("chest-xray"));
    topics.promote(bundle);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                RestAssured.get("/api/slots")
                    .then()
                    .statusCode(200)
                    .body("slots.active.digest", hasItem(bundle.getDigest()))
                    .body("troubles.size()", equalTo(0)));
  }

  public ObjectStore store() {
    return store;
  }

  public TestStudies studies() {
    return studies;
  }

  public TestTopics topics() {
    return topics;
  }

  /** Sends a study and waits for its result, of which there must be one. */
  public StudyScored score(StudyReady study) {
    topics.ready(study);
    await().atMost(LIMIT).until(() -> !TestTopics.scored(study.getStudyId()).isEmpty());
    List<StudyScored> results = TestTopics.scored(study.getStudyId());
    assertEquals(1, results.size());
    return results.get(0);
  }

  @Override
  public void close() {
    topics.close();
  }
}
