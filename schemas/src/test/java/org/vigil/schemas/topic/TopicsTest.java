package org.vigil.schemas.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.schemas.event.StudyReady;

class TopicsTest {
  @Test
  void everyTopicHasItsDeadLetterTopic() {
    for (Topic<?> topic : Topics.all()) {
      assertTrue(Topics.toCreate().containsKey(topic.name()));
      assertTrue(Topics.toCreate().containsKey(topic.deadLetterName()));
    }
  }

  @Test
  void verdictsErasuresAndAuditAreKeptForEver() {
    for (Topic<?> topic : List.of(Topics.STUDIES_VERDICTS, Topics.STUDIES_ERASED, Topics.AUDIT)) {
      assertEquals("-1", topic.retention().topicConfig().get("retention.ms"));
    }
  }

  @Test
  void theEventTypeFollowsFromTheClass() {
    assertEquals("org.vigil.study-ready.v1", EventHeaders.typeOf(StudyReady.class));
  }
}
