package org.vigil.platform.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.vigil.schemas.topic.Topics;

/**
 * Creates the topics of {@link Topics} where they are missing; leaves existing ones as they are.
 */
public final class TopicProvisioning {
  private TopicProvisioning() {}

  /** Uses the broker's default replication factor. */
  public static void createMissing(Admin admin) throws InterruptedException {
    List<NewTopic> topics = new ArrayList<>();
    Topics.toCreate()
        .forEach(
            (name, retention) ->
                topics.add(
                    new NewTopic(name, Optional.of(Topics.PARTITIONS), Optional.empty())
                        .configs(retention.topicConfig())));
    for (var created : admin.createTopics(topics).values().entrySet()) {
      try {
        created.getValue().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new BrokerUnavailableException(e.getCause());
        }
      }
    }
  }
}
