package org.vigil.worklist.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.schemas.topic.Retention;
import org.vigil.schemas.topic.Topics;

/**
 * The topics that the worklist keeps for itself, and those that have to be there before it runs.
 */
public final class InternalTopics {
  /** Key StudyId, value the study's entry as JSON. */
  public static final String ENTRIES = "vigil.worklist.entries";

  /** Key a partition of studies.ledger, value that partition's totals as JSON. */
  public static final String LEDGER = "vigil.worklist.ledger";

  /**
   * A view that lost the broker goes on where it was: for a week it still learns which studies left
   * meanwhile.
   */
  private static final Map<String, String> CONFIG =
      Map.of(
          "segment.ms", "3600000",
          "min.cleanable.dirty.ratio", "0.3",
          "delete.retention.ms", "604800000");

  private static final List<String> SOURCES =
      List.of(
          Topics.STUDIES_READY_STAT.name(),
          Topics.STUDIES_READY_ROUTINE.name(),
          Topics.STUDIES_SCORED.name(),
          Topics.STUDIES_VERDICTS.name(),
          Topics.STUDIES_ERASED.name(),
          Topics.STUDIES_LEDGER.name(),
          Topics.MODELS_BUNDLES.name());

  private InternalTopics() {}

  /** Creates what is missing, with the broker's default replication. */
  public static void createMissing(Admin admin) throws InterruptedException {
    List<NewTopic> topics = new ArrayList<>();
    for (String name : List.of(ENTRIES, LEDGER)) {
      Map<String, String> config = new java.util.HashMap<>(CONFIG);
      config.putAll(new Retention.Compacted().topicConfig());
      topics.add(
          new NewTopic(name, Optional.of(Topics.PARTITIONS), Optional.empty()).configs(config));
    }
    for (var created : admin.createTopics(topics).values().values()) {
      try {
        created.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new BrokerUnavailableException(e.getCause());
        }
      }
    }
  }

  /** The source topics that are not there yet. */
  public static List<String> missingSources(Admin admin) throws InterruptedException {
    try {
      Set<String> there = admin.listTopics().names().get();
      return SOURCES.stream().filter(name -> !there.contains(name)).toList();
    } catch (ExecutionException e) {
      throw new BrokerUnavailableException(e.getCause());
    }
  }
}
