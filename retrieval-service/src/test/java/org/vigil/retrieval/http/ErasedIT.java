package org.vigil.retrieval.http;

import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.store.ObjectStore;
import org.vigil.retrieval.index.TestEvents;
import org.vigil.schemas.store.ObjectKeys;

/** What is shown of a study before and after it is erased, over HTTP. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(TemporaryIndex.class)
class ErasedIT {
  @Inject KafkaSettings kafka;
  @Inject ObjectStore store;

  @Test
  void aStudyThatIsErasedIsNoLongerFoundNorSeen() {
    try (TestStudies studies = TestStudies.connect(kafka)) {
      studies.scored("gone", "nord", List.of(1f, 0f));
      studies.scored("beside", "nord", List.of(1f, 0f));
      studies.confirmed("gone");
      store.put(
          ObjectKeys.images(TestEvents.objectKey("gone", "b")), FourStudies.picture(), "image/png");
      await().atMost(FourStudies.LIMIT).until(() -> FourStudies.casesBeside("beside") == 2);
      when().get("/api/cases/gone/thumbnail?site=nord").then().statusCode(200);
      studies.erased("gone");
      await().atMost(FourStudies.LIMIT).until(() -> FourStudies.casesBeside("beside") == 1);
      when().get("/api/cases/gone/thumbnail?site=nord").then().statusCode(404);
      when().get("/api/studies/gone/similar").then().statusCode(404);
    }
  }
}
