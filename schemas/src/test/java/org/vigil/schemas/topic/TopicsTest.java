package org.vigil.schemas.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void verdictsAreKeptForEver() {
    assertEquals("-1", Topics.STUDIES_VERDICTS.retention().topicConfig().get("retention.ms"));
  }

  @Test
  void theEventTypeFollowsFromTheClass() {
    assertEquals("org.vigil.study-ready.v1", EventHeaders.typeOf(StudyReady.class));
  }
}
